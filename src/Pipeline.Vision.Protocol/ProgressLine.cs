namespace Pipeline.Vision.Protocol;

/// <summary>One line of the child's standard output while it trains.</summary>
/// <param name="Version">Of the protocol.</param>
/// <param name="Stage">What it is doing.</param>
/// <param name="Done">Units finished.</param>
/// <param name="Total">Units at most; early stopping may need fewer.</param>
/// <param name="Accuracy">On the validation images, else on the training images, once an epoch is over.</param>
public sealed record ProgressLine(int Version, TrainingStage Stage, int Done, int Total, double? Accuracy = null);

/// <summary>What a training is doing, in order.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<TrainingStage>))]
public enum TrainingStage
{
    /// <summary>The pretrained network sees each image once; counted in images.</summary>
    [System.Text.Json.Serialization.JsonStringEnumMemberName("features")]
    Features,

    /// <summary>The layer on top learns; counted in epochs.</summary>
    [System.Text.Json.Serialization.JsonStringEnumMemberName("epochs")]
    Epochs,

    /// <summary>Held-out images are predicted; counted in images.</summary>
    [System.Text.Json.Serialization.JsonStringEnumMemberName("predicting")]
    Predicting,
}
