using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Pipeline.Vision.Protocol;

/// <summary>The pretrained networks that ML.NET's trainer puts its layer on.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VisionArchitecture>))]
public enum VisionArchitecture
{
    [Description("ResNet v2 with 50 layers, 299 pixels.")]
    [JsonStringEnumMemberName("resnet_v2_50")]
    ResnetV2With50Layers,

    [Description("ResNet v2 with 101 layers, 299 pixels.")]
    [JsonStringEnumMemberName("resnet_v2_101")]
    ResnetV2With101Layers,

    [Description("Inception v3, 299 pixels.")]
    [JsonStringEnumMemberName("inception_v3")]
    InceptionV3,

    [Description("MobileNet v2, 224 pixels.")]
    [JsonStringEnumMemberName("mobilenet_v2")]
    MobilenetV2,
}

/// <summary>Facts about them.</summary>
public static class VisionArchitectures
{
    extension(VisionArchitecture architecture)
    {
        /// <summary>As it is written in configs and requests.</summary>
        public string Name => architecture switch
        {
            VisionArchitecture.ResnetV2With50Layers => "resnet_v2_50",
            VisionArchitecture.ResnetV2With101Layers => "resnet_v2_101",
            VisionArchitecture.InceptionV3 => "inception_v3",
            VisionArchitecture.MobilenetV2 => "mobilenet_v2",
            _ => throw new ArgumentOutOfRangeException(nameof(architecture)),
        };

        /// <summary>The file under which ML.NET looks for the pretrained network.</summary>
        public string NetworkFile => architecture switch
        {
            VisionArchitecture.ResnetV2With50Layers => "resnet_v2_50_299.meta",
            VisionArchitecture.ResnetV2With101Layers => "resnet_v2_101_299.meta",
            VisionArchitecture.InceptionV3 => "inception_v3.meta",
            VisionArchitecture.MobilenetV2 => "mobilenet_v2.meta",
            _ => throw new ArgumentOutOfRangeException(nameof(architecture)),
        };

        /// <summary>Side of the square that images are squashed to, in pixels.</summary>
        public int InputSize => architecture == VisionArchitecture.MobilenetV2 ? 224 : 299;
    }
}
