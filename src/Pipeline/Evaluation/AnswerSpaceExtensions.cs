using Pipeline.Heads;

namespace Pipeline.Evaluation;

internal static class AnswerSpaceExtensions
{
    extension(AnswerSpace space)
    {
        /// <summary>Whether answer i is label i and nothing else is right for it: true of trained heads and of mapped zero-shot.</summary>
        public bool AnswersAreLabels =>
            space.Answers.Count == space.Truths.Count && space.Accepted.Select((accepted, label) => accepted.Count == 1 && accepted[0] == label).All(own => own);
    }
}
