using Hub.Core.Automation;

namespace Hub.Tests.Core.Automation;

/// <summary>How often a program had its turn. Deeds are seconds.</summary>
internal sealed class ProgramDeedsTests
{
    [TestCase(new double[0], ExpectedResult = 0)]
    [TestCase(new[] { 0, 0.2, 1, 3.5 }, ExpectedResult = 1, TestName = "Two bubbles, a label and an assignment are one turn")]
    [TestCase(new[] { 60, 0, 61, 1.0 }, ExpectedResult = 2, TestName = "The next answer is another, in whatever order they are read")]
    [TestCase(new[] { 0, 2, 4, 6, 8, 10, 12.0 }, ExpectedResult = 3, TestName = "What goes round faster counts all the same")]
    public int Turns_are(double[] deeds) => ProgramDeeds.Turns(deeds.Select(at => DateTimeOffset.UnixEpoch.AddSeconds(at)));
}
