using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Sending;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Conversations;

/// <summary>Accepts a message to be sent. Whether it arrived, its status tells later.</summary>
internal static class SendMessage
{
    internal static readonly Validator Rules = new();
    private static readonly LocalizedText NoSuchAttachment = new(
        "There is no such upload, or a message has it already.", "Không có tệp này hoặc tệp đã được dùng trong một tin nhắn.");

    private static readonly LocalizedText NoSuchMessage = new(
        "The conversation has no such message, or the platform has not named it yet.",
        "Cuộc trò chuyện không có tin nhắn này, hoặc nền tảng chưa cấp mã cho nó.");

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/conversations/{id:guid}/messages", Handle).Needs(Permissions.MessagesSend).WithName("SendMessage");

    /// <summary>A text, uploads, choices under the text, a template, a shared post: what the channel can carry.</summary>
    /// <param name="Tag">A window tag of the connector, for an answer outside the window.</param>
    public sealed record Request(
        string? Text, IReadOnlyList<Guid>? Attachments, IReadOnlyList<ChoiceRequest>? Choices, TemplateRequest? Template, string? PostId,
        Guid? QuotedMessageId, string? Tag)
    {
        public override string ToString() => "SendMessage.Request";
    }

    public sealed record ChoiceRequest(string? Id, string? Title, string? Description);

    public sealed record TemplateRequest(string? Name, string? Language, IReadOnlyList<string>? Parameters);

    /// <param name="Messages">One per platform message.</param>
    public sealed record Response(IReadOnlyList<MessageResponse> Messages);

    private static async Task<Results<Accepted<Response>, ApiProblem>> Handle(
        Guid id, Request request, MessageSender sender, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        if (!await store.Sees(context.Caller(), id, cancellation))
            return ApiProblem.NotFound;
        var workspace = context.Caller().WorkspaceId;
        var (draft, refused) = await store.Read(workspace, db => Draft(db, workspace, id, request, cancellation));
        if (refused is not null)
            return refused;
        return await sender.Send(workspace, id, draft!, request.Attachments ?? [], cancellation, context.Caller().MemberId) switch
        {
            SendAnswer.Queued queued => TypedResults.Accepted(
                $"/api/v1/conversations/{id}/messages",
                new Response([.. queued.Messages.Select(row => MessageResponse.Of(row, Language.Of(context.Request)))])),
            SendAnswer.Invalid invalid => ApiProblem.Invalid(invalid.Problem.Field, invalid.Problem.Message),
            SendAnswer.Refused no => Refused(no.Outcome),
            _ => ApiProblem.NotFound,
        };
    }

    private static ApiProblem Refused(Outcome outcome)
    {
        var text = OutcomeTexts.Find(outcome.GetType().Name)!;
        var type = ProblemTypes.Refused with { Code = outcome.Because?.Code ?? ProblemTypes.Refused.Code, Title = text.Reason };
        return new ApiProblem(type, text.WayOn);
    }

    internal static async Task<(OutboundDraft?, ApiProblem?)> Draft(
        HubDb db, Guid workspace, Guid id, Request request, CancellationToken cancellation)
    {
        var ids = request.Attachments ?? [];
        var uploads = await db.Attachments.Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id) && row.MessageId == Guid.Empty
            && row.State == AttachmentState.Stored).ToDictionaryAsync(row => row.Id, cancellation);
        for (var i = 0; i < ids.Count; i++)
            if (!uploads.ContainsKey(ids[i]))
                return (null, ApiProblem.Invalid($"attachments[{i}]", NoSuchAttachment));
        var quoted = request.QuotedMessageId is not { } quotedId ? null : await db.Messages
            .Where(row => row.WorkspaceId == workspace && row.ConversationId == id && row.Id == quotedId)
            .Select(row => row.Key).FirstOrDefaultAsync(cancellation);
        if (request.QuotedMessageId is not null && quoted is null)
            return (null, ApiProblem.Invalid("quotedMessageId", NoSuchMessage));
        return (new OutboundDraft([.. Contents(request, ids.Select(upload => uploads[upload]))], quoted, request.Tag), null);
    }

    private static IEnumerable<MessageContent> Contents(Request request, IEnumerable<Attachment> uploads)
    {
        var text = request.Text is null ? null : SafeText.Clean(request.Text);
        if (request.Choices is { Count: > 0 } choices)
            yield return new MessageContent
            {
                Kind = MessageKind.Choices,
                Text = text,
                Choices = [.. choices.Select(choice => new Choice(choice.Id!, choice.Title!, choice.Description))],
            };
        else if (!string.IsNullOrEmpty(text))
            yield return MessageContent.OfText(text);
        foreach (var upload in uploads)
            yield return new MessageContent
            {
                Kind = KindOf(upload.ContentType),
                Media = [new MediaRef(upload.Id.ToString(), ContentType: upload.ContentType, FileName: upload.FileName)],
            };
        if (request.Template is { } template)
            yield return new MessageContent
            {
                Kind = MessageKind.Template,
                Template = new TemplateRef(template.Name!, template.Language ?? "vi", template.Parameters ?? []),
            };
        if (request.PostId is { Length: > 0 } post)
            yield return new MessageContent { Kind = MessageKind.SharedPost, PostId = post };
    }

    private static MessageKind KindOf(string? contentType) => contentType?.Split('/')[0] switch
    {
        "image" => MessageKind.Image,
        "video" => MessageKind.Video,
        "audio" => MessageKind.Audio,
        _ => MessageKind.Document,
    };

    internal sealed class Validator : AbstractValidator<Request>
    {
        private static readonly LocalizedText Something = new("Enter a text or something else to send.", "Nhập nội dung cần gửi.");

        public Validator()
        {
            RuleFor(request => request.Text).MaximumLength(10_000).Says(FieldTexts.AtMost(10_000));
            RuleFor(request => request.Text).NotEmpty().Says(Something)
                .When(request => request is { Attachments: not { Count: > 0 }, Template: null, PostId: null });
            RuleFor(request => request.Attachments).Must(items => items is not { Count: > 10 }).Says(FieldTexts.Wrong);
            RuleFor(request => request.Choices).Must(items => items is not { Count: > 30 }).Says(FieldTexts.Wrong);
            RuleForEach(request => request.Choices).ChildRules(choice =>
            {
                choice.RuleFor(item => item.Id).NotEmpty().Says(FieldTexts.Required);
                choice.RuleFor(item => item.Title).NotEmpty().Says(FieldTexts.Required);
            });
            RuleFor(request => request.Template!.Name).NotEmpty().Says(FieldTexts.Required).When(request => request.Template is not null);
        }
    }
}
