using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Conversations;

/// <summary>What was done with a conversation, for its timeline.</summary>
public sealed class ConversationEvent : WorkspaceRow
{
    /// <summary><see cref="Actor"/> of what the hub does by itself.</summary>
    public const string ByItself = "hub";

    private const string Connection = "connection:";

    /// <summary><see cref="Actor"/> of what the contact caused.</summary>
    public const string ByContact = "contact";

    /// <summary><see cref="Actor"/> of what one of the workspace's rules does.</summary>
    public static string ByRule(Guid rule) => $"rule:{rule:N}";

    /// <summary><see cref="Actor"/> of what somebody did in a CRM or a calendar that is read back.</summary>
    public static string ByConnection(Guid connection) => $"{Connection}{connection:N}";

    /// <returns>The connection that it came from; null when it did not come from one.</returns>
    public static Guid? ConnectionOf(string actor) =>
        actor.StartsWith(Connection, StringComparison.Ordinal) && Guid.TryParseExact(actor[Connection.Length..], "N", out var id) ? id : null;

    public Guid ConversationId { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>As <see cref="Teams.Caller.Actor"/> writes it, <see cref="ByItself"/> or <see cref="ByContact"/>.</summary>
    public required string Actor { get; set; }

    public ConversationEventKind Kind { get; set; }

    /// <summary>The member, team or label that it is about.</summary>
    public Guid? SubjectId { get; set; }

    /// <summary>With priority its name, with snoozed the time.</summary>
    public string? Detail { get; set; }
}

public enum ConversationEventKind
{
    Assigned,
    Unassigned,
    TeamChanged,
    Opened,
    Pending,
    Snoozed,
    Resolved,

    /// <summary>By the contact, who wrote again.</summary>
    Reopened,

    /// <summary>The time of snoozing is over.</summary>
    Woken,

    PriorityChanged,
    Labelled,
    Unlabelled,

    /// <summary>Put into the bin.</summary>
    Binned,

    /// <summary>There were too many automatic answers, a program and rules set off one another, or somebody wanted it.</summary>
    AutomationStopped,
    AutomationResumed,

    /// <summary>Rules set off one another and were stopped; the actor is the rule that did not act any more.</summary>
    RulesCut,

    /// <summary>
    /// Messages may be missing: some of the time up to <see cref="ConversationEvent.At"/> were never posted here, and the platform shows
    /// them no more. The detail is the time from which on.
    /// </summary>
    Gap,
}

internal sealed class ConversationEventConfiguration : IEntityTypeConfiguration<ConversationEvent>
{
    public void Configure(EntityTypeBuilder<ConversationEvent> happened) =>
        happened.HasIndex(row => new { row.WorkspaceId, row.ConversationId, row.At, row.Id }).IsDescending(false, false, true, true);
}
