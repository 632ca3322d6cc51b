namespace Pipeline.Configuration;

/// <summary>A record whose values must also fit each other. It is asked only when every value is right by itself.</summary>
internal interface IChecked
{
    /// <returns>What does not fit: the property to mend (<c>nameof(Test)</c>) and what is wrong with it.</returns>
    IEnumerable<(string Key, string Message)> Check();
}
