using System.Diagnostics;
using System.Text.Json;

namespace Pipeline.Vision.Protocol;

/// <summary><c>pipeline-vision answer</c>: a model, loaded once, and images as they come.</summary>
internal static class AnswerSession
{
    /// <param name="folder">Where the model and its card lie.</param>
    public static int Run(string folder, IImageTrainer trainer, Stream images, TextWriter answers)
    {
        long start = Stopwatch.GetTimestamp();
        IImageModel model;
        ModelCard card;
        try
        {
            card = ExchangeFile.Read(Path.Combine(folder, VisionProtocol.Card), ExchangeJson.Readable.ModelCard);
            model = Load(Path.Combine(folder, VisionProtocol.Model), card, trainer);
        }
        catch (VisionException problem)
        {
            Say(answers, TrainerIdentity.Of(trainer), null, start, problem.Message);
            return VisionProtocol.Refused;
        }

        using (model)
        {
            Say(answers, TrainerIdentity.Of(trainer), null, start, null);
            while (AnswerWire.Receive(images) is { } image)
            {
                AnswerOne(model, card, image, answers);
            }
        }

        return 0;
    }

    private static IImageModel Load(string file, ModelCard card, IImageTrainer trainer)
    {
        if (trainer.Problem() is { } problem)
        {
            throw new VisionException(problem);
        }

        string name = TrainerIdentity.Of(trainer).Name;
        if (card.Trainer.Name != name)
        {
            throw new VisionException($"{file} was made by {card.Trainer}, and {name} is no program for it");
        }

        return File.Exists(file) ? trainer.Load(file, card) : throw new VisionException($"{file} is missing");
    }

    private static void AnswerOne(IImageModel model, ModelCard card, byte[] image, TextWriter answers)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            Say(answers, null, CheckedScores.Of(model, image, card.Labels.Count), start, null);
        }
        catch (VisionException problem)
        {
            Say(answers, null, null, start, problem.Message);
        }
    }

    private static void Say(TextWriter answers, TrainerIdentity? trainer, float[]? scores, long start, string? problem) => answers.WriteLine(JsonSerializer.Serialize(
        new AnswerLine(VisionProtocol.Version, trainer, scores, Stopwatch.GetElapsedTime(start).TotalMilliseconds, problem), ExchangeJson.Readable.AnswerLine));
}
