using System.Text.Json.Serialization;
using FluentValidation;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;

namespace Hub.Api.Conversations;

/// <summary>What is left out stays as it is; null for an assignee or a team takes it away.</summary>
public class ConversationChangeRequest
{
    public ConversationStatus? Status { get; init; }

    /// <summary>Snoozes until then.</summary>
    public DateTimeOffset? SnoozedUntil { get; init; }

    public ConversationPriority? Priority { get; init; }

    public Guid? AssigneeId
    {
        get;
        set => (field, HasAssignee) = (value, true);
    }

    public Guid? TeamId
    {
        get;
        set => (field, HasTeam) = (value, true);
    }

    [JsonIgnore]
    public bool HasAssignee { get; private set; }

    [JsonIgnore]
    public bool HasTeam { get; private set; }

    public virtual ConversationChange ToChange() => new()
    {
        Status = Status,
        SnoozedUntil = SnoozedUntil?.ToUniversalTime(),
        Priority = Priority,
        Assignee = HasAssignee ? new Change<Guid?>(AssigneeId) : null,
        Team = HasTeam ? new Change<Guid?>(TeamId) : null,
    };
}

/// <summary>Of several conversations at once.</summary>
public sealed class BulkChangeRequest : ConversationChangeRequest
{
    public IReadOnlyList<Guid>? AddLabelIds { get; init; }

    public IReadOnlyList<Guid>? RemoveLabelIds { get; init; }

    public override ConversationChange ToChange() =>
        base.ToChange() with { AddLabels = AddLabelIds ?? [], RemoveLabels = RemoveLabelIds ?? [] };
}

internal sealed class ConversationChangeValidator : AbstractValidator<ConversationChangeRequest>
{
    private static readonly LocalizedText NoEnd = new("Enter the time until which it is snoozed.", "Nhập thời điểm kết thúc tạm ẩn.");
    private static readonly LocalizedText NotAhead = new("Enter a time in the future.", "Nhập một thời điểm trong tương lai.");
    private static readonly LocalizedText NotSnoozed = new(
        "A time goes with the status snoozed only.", "Chỉ trạng thái tạm ẩn mới có thời điểm kết thúc.");

    public ConversationChangeValidator(DateTimeOffset now)
    {
        RuleFor(request => request.Status).IsInEnum().Says(FieldTexts.OneOf<ConversationStatus>());
        RuleFor(request => request.Priority).IsInEnum().Says(FieldTexts.OneOf<ConversationPriority>());
        RuleFor(request => request.SnoozedUntil).NotNull().Says(NoEnd).When(request => request.Status == ConversationStatus.Snoozed);
        RuleFor(request => request.SnoozedUntil).Must(until => until is null || until > now).Says(NotAhead);
        RuleFor(request => request.SnoozedUntil).Null().Says(NotSnoozed)
            .When(request => request.Status is not (null or ConversationStatus.Snoozed));
    }
}
