using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Automation;

/// <summary>
/// What a rule would have met in the stored messages of contacts, or in what happened to conversations, the newest first. Reads a bounded number of messages a call and says where
/// to go on; changes nothing.
/// </summary>
public sealed class BackTests(HubStore store)
{
    /// <summary>Messages read by one call.</summary>
    public const int MostRead = 5_000;
    private const int MostSamples = 50;
    private const int SampleLength = 200;
    private const int AtOnce = 500;

    // Whoever asks waits for it, and a core is busy meanwhile: patterns may be slow.
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(3);

    /// <param name="marks">What makes a hit a false one.</param>
    /// <param name="since">No message older than this.</param>
    /// <param name="before">Where the call before ended.</param>
    public Task<BackTestPage> Run(
        Caller caller, RuleKind kind, RuleDraft draft, BackTestMarks marks, DateTimeOffset since, Guid? before, CancellationToken cancellation) =>
        store.Read(caller.WorkspaceId, async db =>
        {
            var rule = draft.ToRule(caller.WorkspaceId, kind);
            var (set, trigger) = (new RuleSet(await RuleSets.Policy(db, caller.WorkspaceId, cancellation), [rule]), rule.Trigger);
            var (hits, read, slow, last, from) = (new List<BackTestHit>(), 0, 0, before, Ids.Before(since));
            var end = store.Now + MostTime;
            while (read < MostRead && store.Now < end)
            {
                var rows = await BackTestHistory.Load(db, caller, trigger, from, last, AtOnce, cancellation);
                read += rows.Count;
                foreach (var row in rows)
                {
                    cancellation.ThrowIfCancellationRequested();
                    var matches = set.Decide(row.Incoming);
                    if (matches.Any(match => match.Error is null))
                        hits.Add(row);
                    slow += matches.Count(match => match.Error == HeldCodes.TooSlow);
                }

                last = rows.Count > 0 ? rows[^1].Id : last;
                if (rows.Count < AtOnce)
                    return await Page(db, caller.WorkspaceId, hits, marks, read, slow, null, cancellation);
            }

            return await Page(db, caller.WorkspaceId, hits, marks, read, slow, last, cancellation);
        });

    private static async Task<BackTestPage> Page(
        HubDb db, Guid workspace, List<BackTestHit> hits, BackTestMarks marks, int read, int slow, Guid? next, CancellationToken cancellation)
    {
        var zone = await db.Workspaces.Where(row => row.Id == workspace).Select(row => row.TimeZone).FirstOrDefaultAsync(cancellation);
        var local = TimeZoneInfo.FindSystemTimeZoneById(zone ?? WorkspaceSettings.HomeTimeZone);
        var threads = hits.Select(hit => hit.ConversationId).Distinct().ToList();
        var ads = (await db.Referrals.Where(row => row.WorkspaceId == workspace && threads.Contains(row.ConversationId) && row.AdId != null)
            .Select(row => new { row.ConversationId, row.AdId, row.OccurredAt }).ToListAsync(cancellation)).ToLookup(row => row.ConversationId);
        var labelled = await db.ConversationLabels
            .Where(row => row.WorkspaceId == workspace && threads.Contains(row.ConversationId) && marks.LabelIds.Contains(row.LabelId))
            .Select(row => row.ConversationId).ToHashSetAsync(cancellation);
        bool IsFalse(BackTestHit hit) => labelled.Contains(hit.ConversationId) || marks.Outcomes.Any(hit.Came);
        return new BackTestPage(
            read, slow, hits.Count, hits.Count(hit => hit.HasOrder), hits.Count(IsFalse),
            [.. hits.Take(MostSamples).Select(hit => new BackTestSample(hit.MessageId, hit.ConversationId, Shown(hit.Incoming.Text), hit.At, IsFalse(hit)))],
            [.. hits.GroupBy(hit => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(hit.At, local).DateTime))
                .OrderByDescending(day => day.Key).Select(day => new BackTestDay(day.Key, day.Count(), day.Count(IsFalse)))],
            [.. hits.GroupBy(hit => ads[hit.ConversationId].Where(row => row.OccurredAt <= hit.At).MaxBy(row => row.OccurredAt)?.AdId)
                .OrderByDescending(ad => ad.Count()).Select(ad => new BackTestAd(ad.Key, ad.Count(), ad.Count(IsFalse)))],
            next);
    }

    private static string? Shown(string? text) =>
        text is { Length: > SampleLength } ? SafeText.Clean(text[..SampleLength]) + "…" : text;
}

/// <param name="Read">Messages, or labels and statuses, looked at.</param>
/// <param name="TooSlow">Messages on which a pattern took too long, so that nothing is known of them.</param>
/// <param name="WithOrder">Hits in conversations with an order.</param>
/// <param name="FalseHits">By the marks that were asked for.</param>
/// <param name="Days">In the workspace's time zone, the newest first.</param>
/// <param name="Next">Where to go on; null when all was read.</param>
public sealed record BackTestPage(
    int Read, int TooSlow, int Hits, int WithOrder, int FalseHits, IReadOnlyList<BackTestSample> Samples, IReadOnlyList<BackTestDay> Days, IReadOnlyList<BackTestAd> Ads, Guid? Next);

/// <param name="MessageId">Of a label or a status the contact's newest message then; null when there was none.</param>
/// <param name="Text">The beginning of what the contact wrote; null when the message has no words.</param>
public sealed record BackTestSample(Guid? MessageId, Guid ConversationId, string? Text, DateTimeOffset At, bool IsFalse)
{
    public override string ToString() => $"BackTestSample({MessageId})";
}

public sealed record BackTestDay(DateOnly Day, int Hits, int FalseHits);

/// <param name="AdId">The ad that had brought the contact last; null for none.</param>
public sealed record BackTestAd(string? AdId, int Hits, int FalseHits);
