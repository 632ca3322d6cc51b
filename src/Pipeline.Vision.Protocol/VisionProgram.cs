using System.Runtime.InteropServices;
using System.Text;

namespace Pipeline.Vision.Protocol;

/// <summary>The whole of <c>pipeline-vision</c> but the trainer: <c>return VisionProgram.Run(args, new ...)</c>.</summary>
public static class VisionProgram
{
    private const string Usage = "usage: pipeline-vision probe | train FOLDER | answer FOLDER; 'pipeline run' starts it for a head of kind mlnet_vision, it is of no use by itself";

    /// <param name="args">A verb of <see cref="VisionProtocol"/> and its folder.</param>
    /// <param name="trainer">Who trains.</param>
    /// <returns>The exit code: 0, <see cref="VisionProtocol.Refused"/> or <see cref="VisionProtocol.Bug"/>.</returns>
    public static int Run(string[] args, IImageTrainer trainer)
    {
        // A terminal sends Ctrl+C to parent and child alike; the parent decides what becomes of the child, and ends it.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var answers = TakeStandardOutput();
        try
        {
            return args switch
            {
                [VisionProtocol.Probe] => ProbeSession.Run(trainer, answers),
                [VisionProtocol.Train, var folder] => TrainIn(folder, trainer, answers),
                [VisionProtocol.Answer, var folder] => AnswerSession.Run(folder, trainer, Console.OpenStandardInput(), answers),
                _ => throw new VisionException(Usage),
            };
        }
        catch (VisionException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return VisionProtocol.Refused;
        }
        catch (Exception bug)
        {
            Console.Error.WriteLine(bug);
            return VisionProtocol.Bug;
        }
    }

    private static int TrainIn(string folder, IImageTrainer trainer, TextWriter answers)
    {
        ParentWatch.Start(Console.OpenStandardInput());
        return new TrainingSession(folder, trainer, answers, Console.Error).Run();
    }

    // What libraries print goes to standard error: nothing but the protocol is on standard output.
    private static StreamWriter TakeStandardOutput()
    {
        Console.SetOut(Console.Error);
        return new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" };
    }
}
