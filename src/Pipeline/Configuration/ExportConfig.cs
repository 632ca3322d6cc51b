using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Pipeline.Configuration;

[Description("What is checked about exported models. It changes no score.")]
public sealed record ExportConfig(
    [Description("Held-out images, spread over the classes, whose first label is compared with what ML.NET's own image transforms lead to; 0 compares none."), Range(0, 100_000)] int AgreementImages = 50);
