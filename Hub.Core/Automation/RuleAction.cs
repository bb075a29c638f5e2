using Hub.Core.Conversations;

namespace Hub.Core.Automation;

/// <summary>One thing that a rule does. <see cref="Type"/> says which of the others is set.</summary>
public sealed record RuleAction
{
    public required RuleActionType Type { get; init; }

    public Guid? LabelId { get; init; }

    public Guid? TeamId { get; init; }

    public Guid? MemberId { get; init; }

    /// <summary>What is to be booked.</summary>
    public Guid? ServiceId { get; init; }

    /// <summary>The webhook endpoint that is called.</summary>
    public Guid? EndpointId { get; init; }

    public ConversationStatus? Status { get; init; }

    public ConversationPriority? Priority { get; init; }

    /// <summary>Of a reply or a note. In a reply <c>{name}</c> becomes the contact's name.</summary>
    public string? Text { get; init; }

    public override string ToString() => $"RuleAction({Type})";
}

public enum RuleActionType
{
    /// <summary>The conversation goes to the bin, unless somebody has answered there or said that it is no spam.</summary>
    Bin,

    /// <summary>No filter behind it is asked.</summary>
    Pass,

    Reply,
    AddLabel,
    RemoveLabel,
    Route,
    Assign,
    SetStatus,
    SetPriority,
    Note,

    /// <summary>Tells ad platforms that the contact is a qualified lead, once a conversation.</summary>
    ReportLead,

    /// <summary>Sends the contact to the workspace's CRMs.</summary>
    SyncContact,

    /// <summary>Reads an order out of what the contact wrote; a draft, which a person places or cancels. One open draft a conversation.</summary>
    DraftOrder,

    /// <summary>Asks for a time that the contact wrote; a person confirms or cancels it. One open request a conversation.</summary>
    DraftBooking,

    /// <summary>Tells one of the workspace's webhook endpoints, by ids.</summary>
    CallWebhook,
}

public static class RuleActions
{
    /// <summary>What rules of a kind may do.</summary>
    public static IReadOnlyList<RuleActionType> Of(RuleKind kind) => kind switch
    {
        RuleKind.Filter => [RuleActionType.Bin, RuleActionType.Pass, RuleActionType.AddLabel, RuleActionType.Route],
        RuleKind.KeywordReply => [RuleActionType.Reply, RuleActionType.AddLabel],
        RuleKind.AutoReply => [RuleActionType.Reply],
        _ =>
        [
            RuleActionType.Reply, RuleActionType.AddLabel, RuleActionType.RemoveLabel, RuleActionType.Route, RuleActionType.Assign,
            RuleActionType.SetStatus, RuleActionType.SetPriority, RuleActionType.Note, RuleActionType.ReportLead, RuleActionType.SyncContact,
            RuleActionType.DraftOrder, RuleActionType.DraftBooking, RuleActionType.CallWebhook,
        ],
    };

    /// <summary>What may set off rules of a kind.</summary>
    public static IReadOnlyList<RuleTrigger> TriggersOf(RuleKind kind) => kind switch
    {
        RuleKind.KeywordReply => [RuleTrigger.Message],
        RuleKind.Filter => [RuleTrigger.Message, RuleTrigger.FirstContact],
        RuleKind.AutoReply => [RuleTrigger.FirstContact, RuleTrigger.Closed, RuleTrigger.Away],
        _ =>
        [
            RuleTrigger.Message, RuleTrigger.FirstContact, RuleTrigger.FromAd, RuleTrigger.Order, RuleTrigger.LabelAdded, RuleTrigger.StatusChanged,
        ],
    };

    /// <summary>Set off by what happens to a conversation, not by a message.</summary>
    public static bool IsHappening(this RuleTrigger trigger) => trigger is RuleTrigger.LabelAdded or RuleTrigger.StatusChanged;
}
