using Hub.Api.Conversations;
using Hub.Connectors.Abstractions;
using Hub.Core.Comments;

namespace Hub.Api.Comments;

/// <param name="ClosesAt">Until then the platform lets it be answered.</param>
/// <param name="MayBeAnswered">As far as the hub can know; the platform may refuse all the same.</param>
/// <param name="Checks">What the platform asks for, one by one.</param>
/// <param name="ConversationId">Of the author; null when there is none.</param>
/// <param name="AnswerStatus">Of the message by which it was answered.</param>
/// <param name="Failure">Why that message did not arrive.</param>
/// <param name="MemberId">Who answered it or set it aside.</param>
public sealed record CommentResponse(
    Guid Id, Guid ConnectionId, Guid ContactId, string? Author, string? Text, DateTimeOffset OccurredAt, DateTimeOffset ClosesAt, CommentState State,
    bool MayBeAnswered, IReadOnlyList<CommentResponse.Check> Checks, Guid? ConversationId, string? Answer, MessageStatus? AnswerStatus,
    MessageFailure? Failure, Guid? MemberId)
{
    /// <param name="Text">What is checked, and why it is not met where it is not.</param>
    /// <param name="MetAt">When time alone will have met it.</param>
    public sealed record Check(CommentCondition Condition, CommentVerdict Verdict, string Text, DateTimeOffset? MetAt);

    /// <summary>Shows no words of anybody.</summary>
    public override string ToString() => $"CommentResponse({Id})";

    internal static CommentResponse Of(CommentStanding standing, string language)
    {
        var (view, row) = (standing.View, standing.View.Row);
        return new CommentResponse(
            row.Id, row.ConnectionId, row.ContactId, view.Author, row.Text, row.OccurredAt, standing.ClosesAt, row.State, standing.MayBeAnswered,
            [.. standing.Checks.Select(check => new Check(
                check.Condition, check.Verdict, CommentTexts.Of(check.Condition, check.Verdict).In(language), check.MetAt))],
            view.ConversationId, view.Answer?.Text, view.Answer?.Status, view.Answer is null ? null : MessageFailure.Of(view.Answer, language),
            row.Actor?.Split(':') is ["member", var member] && Guid.TryParse(member, out var id) ? id : null);
    }
}
