using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Pipeline.Configuration;

[Description("How time is measured. It changes no score.")]
public sealed record TimingConfig(
    [Description("Images predicted before the clock starts."), Range(0, 1000)] int WarmUp = 5,
    [Description("Times each image is predicted and timed; 0 measures no inference time."), Range(0, 1000)] int Repeats = 3,
    [Description("Images timed, spread over the classes; all when fewer."), Range(1, 100_000)] int Images = 50,
    [Description("Starts of the program in which all that is repeated: what differs from start to start is then in the intervals of a comparison. 1 measures within the run's own process."), Range(1, 100)] int Launches = 1,
    [Description("Refits of the head whose median is the fit time."), Range(1, 100)] int Refits = 3,
    [Description("Threads of the network while latency is measured; 0 takes every core."), Range(0, 256)] int Threads = 0,
    [Description("The way from an image file to its top labels that is timed.")] TimingPath Path = TimingPath.Direct);

/// <summary>A way from an image file to its top labels.</summary>
public enum TimingPath
{
    [Description("Called within the program.")]
    Direct,

    [Description("Uploaded through a socket to 'pipeline serve', which runs in a process of its own on this machine.")]
    Http,
}
