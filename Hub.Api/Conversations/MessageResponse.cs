using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;

namespace Hub.Api.Conversations;

/// <param name="Content">The whole content; its parts depend on <paramref name="Kind"/>.</param>
/// <param name="AuthorId">The member who wrote it in the hub.</param>
/// <param name="RuleId">The rule that wrote it by itself.</param>
/// <param name="PlatformId">Null until the platform has given one.</param>
public sealed record MessageResponse(
    Guid Id, Guid ConversationId, MessageDirection Direction, MessageOrigin Origin, MessageKind Kind, string? Text, JsonElement Content,
    MessageStatus Status, MessageFailure? Failure, DateTimeOffset OccurredAt, DateTimeOffset ReceivedAt, DateTimeOffset? EditedAt,
    DateTimeOffset? DeletedAt, Guid? AuthorId, Guid? RuleId, string? PlatformId, string? QuotedPlatformId, string? Tag, IReadOnlyList<AttachmentResponse> Attachments,
    IReadOnlyList<string> Reactions)
{
    public static MessageResponse Of(
        Message row, string language, IEnumerable<Attachment>? attachments = null, IEnumerable<string>? reactions = null) => new(
        row.Id, row.ConversationId, row.Direction, row.Origin, row.Kind, row.Text, JsonSerializer.Deserialize<JsonElement>(row.Content),
        row.Status, MessageFailure.Of(row, language), row.OccurredAt, row.ReceivedAt, row.EditedAt, row.DeletedAt, row.AuthorId, row.RuleId, row.Key, row.QuotedKey,
        row.Tag, [.. (attachments ?? []).OrderBy(item => item.Ordinal).Select(AttachmentResponse.Of)], [.. reactions ?? []]);
}

/// <param name="Outcome">Name of the outcome.</param>
/// <param name="Code">Stable, for programs; <paramref name="Detail"/> is the vendor's.</param>
/// <param name="WayOn">What a person can do.</param>
public sealed record MessageFailure(string? Outcome, string? Code, string? Detail, string? Reason, string? WayOn)
{
    public static MessageFailure? Of(Message row, string language)
    {
        if (row.Status is not (MessageStatus.Failed or MessageStatus.Unknown))
            return null;
        var outcome = row.StatusOutcome ?? row.Status switch
        {
            MessageStatus.Unknown => nameof(Connectors.Abstractions.Outcome.Unknown),
            _ => nameof(Connectors.Abstractions.Outcome.Rejected),
        };
        var text = OutcomeTexts.Find(outcome, row.StatusCode);
        return new MessageFailure(outcome, row.StatusCode, row.StatusDetail, text?.Reason.In(language), text?.WayOn.In(language));
    }
}

public sealed record AttachmentResponse(
    Guid Id, AttachmentState State, string? FileName, string? ContentType, long Size, string? ReasonCode)
{
    public static AttachmentResponse Of(Attachment row) => new(row.Id, row.State, row.FileName, row.ContentType, row.Size, row.ReasonCode);
}
