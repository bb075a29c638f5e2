using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Ingest.Applying;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Automation;

/// <summary>What carrying out the rules of a batch has to know, loaded by a handful of queries and kept up to date.</summary>
internal sealed class RunFacts
{
    private readonly Dictionary<Guid, List<Sent>> _sent = [];
    // A rule that runs dry has a cool-down of its own: whom it would have answered is still to be answered once it is switched on.
    private readonly Dictionary<(Guid Rule, bool IsDry, Guid Contact), DateTimeOffset> _replied = [];
    private ILookup<Guid, DateTimeOffset> _deeds = Enumerable.Empty<Guid>().ToLookup(id => id, _ => default(DateTimeOffset));
    private HashSet<Guid> _there = [];
    private HashSet<Guid> _known = [];

    public static async Task<RunFacts> Load(
        Workset set, AutomationPolicy policy, IReadOnlyList<Occasion> occasions, CancellationToken cancellation)
    {
        var facts = new RunFacts();
        var replying = occasions.Where(occasion => occasion.Matches.Any(match => match.Rule.Replies)).ToList();
        if (replying.Count > 0)
        {
            await facts.LoadSent(set, policy, replying, cancellation);
            await facts.LoadReplied(set, replying, cancellation);
        }

        var outside = occasions.Where(occasion => occasion.Happening is { IsByProgram: true } || occasion.Matches.Any(match => match.Rule.CallsOut))
            .Select(occasion => occasion.Conversation.Id).Distinct().ToList();
        if (outside.Count > 0)
            facts._deeds = await ProgramDeeds.Load(set, outside, set.Now.AddMinutes(-policy.LoopMinutes), cancellation);
        await facts.LoadTargets(set, occasions, cancellation);
        return facts;
    }

    /// <summary>What the business has sent in the conversation lately, what is owed included, what failed not.</summary>
    public IReadOnlyList<Sent> SentIn(Guid conversation) => _sent.TryGetValue(conversation, out var sent) ? sent : [];

    /// <summary>When programs did something in the conversation; known where rules deal with programs.</summary>
    public IEnumerable<DateTimeOffset> DeedsIn(Guid conversation) => _deeds[conversation];

    public void Add(Guid conversation, Sent sent) =>
        (_sent.TryGetValue(conversation, out var list) ? list : _sent[conversation] = []).Add(sent);

    public DateTimeOffset? LastReply(CompiledRule rule, Guid contact) =>
        _replied.TryGetValue((rule.Row.Id, rule.IsDry, contact), out var at) ? at : null;

    public void Replied(CompiledRule rule, Guid contact, DateTimeOffset at) => _replied[(rule.Row.Id, rule.IsDry, contact)] = at;

    /// <summary>Whether the label, team, member, service or endpoint is there.</summary>
    public bool Has(Guid? target) => target is { } id && _there.Contains(id);

    /// <summary>Whether this very answer stands there: its message was taken away and has come again.</summary>
    public bool Knows(Guid answer) => _known.Contains(answer);

    private async Task LoadSent(Workset set, AutomationPolicy policy, List<Occasion> occasions, CancellationToken cancellation)
    {
        var since = set.Now.AddMinutes(-Math.Max(policy.LoopMinutes, policy.QuietAfterPersonMinutes));
        foreach (var occasion in occasions)
            if (occasion.Conversation.LastInboundAt < since)
                since = occasion.Conversation.LastInboundAt.Value;
        var ids = occasions.Select(occasion => occasion.Conversation.Id).Distinct().ToList();
        var rows = await set.Db.Messages
            .Where(row => row.WorkspaceId == set.WorkspaceId && ids.Contains(row.ConversationId)
                && row.Direction == MessageDirection.Outbound && row.Status != MessageStatus.Failed
                && (row.OccurredAt > since || row.Status == MessageStatus.Queued)) // what waits will leave, however old it is
            .Select(row => new { row.Id, row.ConversationId, row.OccurredAt, row.Origin, row.RuleId, row.Status }).ToListAsync(cancellation);
        foreach (var row in rows)
            Add(row.ConversationId, new Sent(
                row.OccurredAt, row.RuleId is not null, row.Origin != MessageOrigin.Automatic, row.Status == MessageStatus.Queued));
        var stored = rows.Select(row => row.Id).ToHashSet();
        foreach (var row in set.Db.Messages.Local.Where(row => row.Direction == MessageDirection.Outbound && !stored.Contains(row.Id)
            && row.OccurredAt > since && ids.Contains(row.ConversationId)).ToList()) // echoes of this batch
            Add(row.ConversationId, new Sent(row.OccurredAt, row.RuleId is not null, row.Origin != MessageOrigin.Automatic));
    }

    private async Task LoadReplied(Workset set, List<Occasion> occasions, CancellationToken cancellation)
    {
        var matches = occasions.SelectMany(occasion => occasion.Matches.Where(match => match.Rule.Replies)
            .Select(match => (occasion, match.Rule))).ToList();
        var known = matches.Select(match => ReplyGate.IdOf(match.Rule, match.occasion, 0)).ToList();
        _known = [.. await set.Db.Messages.Where(row => row.WorkspaceId == set.WorkspaceId && known.Contains(row.Id))
            .Select(row => row.Id).ToListAsync(cancellation)];
        var longest = matches.Max(match => match.Rule.Row.CoolDownMinutes);
        if (longest == 0)
            return;
        var (since, contacts) = (set.Now.AddMinutes(-longest), matches.Select(match => match.occasion.ContactId).Distinct().ToList());
        var rules = matches.Where(match => match.Rule.Row.CoolDownMinutes > 0).Select(match => match.Rule.Row.Id).Distinct().ToList();
        foreach (var row in await set.Db.AutomationEntries
            .Where(row => row.WorkspaceId == set.WorkspaceId && row.Replied && contacts.Contains(row.ContactId) && rules.Contains(row.RuleId)
                && row.At > since)
            .GroupBy(row => new { row.RuleId, row.Dry, row.ContactId })
            .Select(group => new { group.Key.RuleId, group.Key.Dry, group.Key.ContactId, At = group.Max(row => row.At) }).ToListAsync(cancellation))
            _replied[(row.RuleId, row.Dry, row.ContactId)] = row.At;
    }

    private async Task LoadTargets(Workset set, IReadOnlyList<Occasion> occasions, CancellationToken cancellation)
    {
        var actions = occasions.SelectMany(occasion => occasion.Matches).SelectMany(match => match.Rule.Actions).Distinct().ToList();
        var labels = actions.Select(action => action.LabelId).OfType<Guid>().Distinct().ToList();
        var teams = actions.Select(action => action.TeamId).OfType<Guid>().Distinct().ToList();
        var members = actions.Select(action => action.MemberId).OfType<Guid>().Distinct().ToList();
        var services = actions.Select(action => action.ServiceId).OfType<Guid>().Distinct().ToList();
        var endpoints = actions.Select(action => action.EndpointId).OfType<Guid>().Distinct().ToList();
        var there = new HashSet<Guid>();
        if (services.Count > 0)
            there.UnionWith(await set.Db.Services.Where(row => row.WorkspaceId == set.WorkspaceId && services.Contains(row.Id))
                .Select(row => row.Id).ToListAsync(cancellation));
        if (endpoints.Count > 0) // a paused one counts: what it is owed waits for it
            there.UnionWith(await set.Db.Connections
                .Where(row => row.WorkspaceId == set.WorkspaceId && endpoints.Contains(row.Id) && row.State != ConnectionState.Disabled)
                .Select(row => row.Id).ToListAsync(cancellation));
        if (labels.Count > 0)
            there.UnionWith(await set.Db.Labels.Where(row => row.WorkspaceId == set.WorkspaceId && labels.Contains(row.Id))
                .Select(row => row.Id).ToListAsync(cancellation));
        if (teams.Count > 0)
            there.UnionWith(await set.Db.Teams.Where(row => row.WorkspaceId == set.WorkspaceId && teams.Contains(row.Id))
                .Select(row => row.Id).ToListAsync(cancellation));
        if (members.Count > 0)
            there.UnionWith(await set.Db.Members
                .Where(row => row.WorkspaceId == set.WorkspaceId && members.Contains(row.Id) && row.State != MemberState.Disabled)
                .Select(row => row.Id).ToListAsync(cancellation));
        _there = there;
    }
}

/// <param name="ByPerson">By a person or another program, as opposed to any automation.</param>
/// <param name="Waits">It has not left yet, so it will take its place in the window that is open then, whenever it was written.</param>
internal readonly record struct Sent(DateTimeOffset At, bool ByRule, bool ByPerson, bool Waits = false);
