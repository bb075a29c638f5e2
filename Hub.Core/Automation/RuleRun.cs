using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Ingest.Applying;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Automation;

/// <summary>
/// Carries out what rules say, and what other rules say to that, in the transaction that everything of it happens in. It ends: a rule acts
/// once in a chain, and a chain has a few rules at most (<see cref="Happening.IsCutBefore"/>).
/// </summary>
/// <param name="limits">Of the connection.</param>
internal sealed class RuleRun(
    Workset set, RuleSet rules, HubStore store, ConnectorLimits limits, Peers peers, SignalDetector signals, Func<OutboundDraft, SendPlan?> plan)
{
    private readonly RunMarks _marks = new();

    /// <param name="spokenTo">Conversations in which the business has just written.</param>
    /// <param name="happened">Without rules.</param>
    public async Task Carry(
        IReadOnlyList<Occasion> occasions, IReadOnlySet<Guid> spokenTo, IEnumerable<Happening> happened, CancellationToken cancellation)
    {
        for (var next = happened.ToList(); occasions.Count > 0 || next.Count > 0; next = [])
        {
            if (occasions.Count > 0)
                next.AddRange(await Carry(occasions, spokenTo, cancellation));
            occasions = rules.HearsHappenings ? await Ask(next, cancellation) : [];
        }
    }

    private async Task<IReadOnlyList<Happening>> Carry(
        IReadOnlyList<Occasion> occasions, IReadOnlySet<Guid> spokenTo, CancellationToken cancellation)
    {
        var facts = await RunFacts.Load(set, rules.Policy, occasions, cancellation);
        var hand = new RuleHand(set, store, facts, peers, signals, spokenTo);
        var guard = new LoopGuard(set, rules.Policy, facts);
        var gate = new ReplyGate(set, limits, rules.Policy, facts, guard, plan);
        foreach (var occasion in occasions)
            await new OccasionRun(set, occasion, facts, hand, gate, guard, _marks).Run(cancellation);
        return await hand.Finish(cancellation);
    }

    private async Task<List<Occasion>> Ask(List<Happening> happened, CancellationToken cancellation)
    {
        var occasions = new List<Occasion>();
        if (happened.Count == 0)
            return occasions;
        var messages = await LastMessages(happened, cancellation);
        foreach (var item in happened)
        {
            var message = messages.GetValueOrDefault(item.Conversation.Id);
            if (rules.Decide(Incoming.Of(item, message)) is { Count: > 0 } matches)
                occasions.Add(new Occasion(message, item.Conversation, null, matches, item));
        }

        if (occasions.Count > 0) // what rules look at is what is stored
            await set.Db.SaveChangesAsync(cancellation);
        var contacts = occasions.Where(occasion => occasion.Matches.Any(match => match.Rule.Replies)).Select(occasion => occasion.ContactId)
            .Distinct().ToList();
        if (contacts.Count == 0)
            return occasions;
        var names = await set.Db.Contacts.Where(row => row.WorkspaceId == set.WorkspaceId && contacts.Contains(row.Id))
            .Select(row => new { row.Id, row.DisplayName }).ToDictionaryAsync(row => row.Id, row => row.DisplayName, cancellation);
        return occasions.ConvertAll(occasion => occasion with { Name = names.GetValueOrDefault(occasion.ContactId) });
    }

    // By the time that the conversation keeps: an index leads there. What is being applied just now is not stored yet.
    private async Task<Dictionary<Guid, Message>> LastMessages(List<Happening> happened, CancellationToken cancellation)
    {
        var rows = happened.Select(item => item.Conversation).Where(row => row.LastInboundAt is not null).Distinct().ToList();
        var (ids, times) = (rows.ConvertAll(row => row.Id), rows.ConvertAll(row => row.LastInboundAt!.Value));
        var stored = await set.Db.Messages.Where(row => row.WorkspaceId == set.WorkspaceId && ids.Contains(row.ConversationId)
            && row.Direction == MessageDirection.Inbound && times.Contains(row.OccurredAt)).ToListAsync(cancellation);
        return stored.Concat(set.Db.Messages.Local.Where(row => row.Direction == MessageDirection.Inbound && ids.Contains(row.ConversationId)))
            .Where(row => row.DeletedAt is null).GroupBy(row => row.ConversationId)
            .ToDictionary(group => group.Key, group => group.MaxBy(row => (row.OccurredAt, row.Id))!);
    }
}

/// <summary>What rules remember of each other within one run, by conversation.</summary>
internal sealed class RunMarks
{
    /// <summary>A rule has answered there.</summary>
    public HashSet<Guid> Answered { get; } = [];

    /// <summary>Rules that set off one another were cut short there, and the thread says so.</summary>
    public HashSet<Guid> Cut { get; } = [];
}
