using Hub.Connectors.Abstractions;
using Hub.Core.Ingest;

namespace Hub.Tests.Core.Ingest;

/// <summary>When messages of a thread may be missing. Times are minutes; the account was connected at 0.</summary>
internal sealed class ThreadGapTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 28, 8, 0, 0, TimeSpan.Zero);

    [TestCase(50, null, null, null, 10, ExpectedResult = "10-50", TestName = "Of messages that were only polled, from the last known to the oldest shown")]
    [TestCase(50, null, null, null, null, ExpectedResult = "0-50", TestName = "None known: from the day of the connection on")]
    [TestCase(-50, null, null, null, null, ExpectedResult = "", TestName = "What was before the connection is none of ours")]
    [TestCase(50, MessageDirection.Inbound, null, null, 10, ExpectedResult = "", TestName = "The oldest shown was known: webhooks come, and brought what was before too")]
    [TestCase(50, null, 20, 40, 10, ExpectedResult = "20-40", TestName = "A blind time ends before the oldest shown: what came after it was posted")]
    [TestCase(35, MessageDirection.Outbound, 20, 40, 25, ExpectedResult = "25-35", TestName = "In a blind time an answer of our own is known, what stood around it is not")]
    [TestCase(35, MessageDirection.Inbound, 20, 40, 10, ExpectedResult = "", TestName = "What a contact wrote in a blind time is known: it was posted, and what was before it too")]
    [TestCase(50, MessageDirection.Inbound, 20, 40, 10, ExpectedResult = "20-40", TestName = "What was posted after a blind time says nothing of it")]
    [TestCase(15, null, 20, 40, 10, ExpectedResult = "", TestName = "What is shown reaches back before the blind time: all is filled")]
    [TestCase(35, null, -9, 40, null, ExpectedResult = "0-35", TestName = "Nothing is ours of a blind time before the connection")]
    public async Task<string> A_gap_is(int edge, MessageDirection? known, int? blindFrom, int? blindUntil, int? last)
    {
        var blind = blindFrom is { } from && blindUntil is { } until ? (At(from), At(until)) : ((DateTimeOffset, DateTimeOffset)?)null;
        var gap = await ThreadGap.Find(
            At(edge), known, blind, Start, before => Task.FromResult(last is { } written && At(written) < before ? At(written) : (DateTimeOffset?)null));
        return gap is { } found ? $"{(found.From - Start).TotalMinutes}-{(found.Until - Start).TotalMinutes}" : "";
    }

    private static DateTimeOffset At(int minutes) => Start.AddMinutes(minutes);
}
