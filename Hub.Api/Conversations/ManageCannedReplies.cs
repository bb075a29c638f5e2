using System.Text.RegularExpressions;
using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Teams;
using Hub.Core.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Conversations;

/// <summary>Texts, pictures and files that agents send often.</summary>
internal static partial class ManageCannedReplies
{
    private const string Path = "/canned-replies";
    private const int MostFiles = 5;
    private static readonly LocalizedText NoSuchUpload = new(
        "There is no such upload, or something has it already.", "Không có tệp này hoặc tệp đã được dùng.");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Path, List).Needs(Permissions.ConversationsRead).WithName("ListCannedReplies");
        api.MapPost(Path, Create).Needs(Permissions.LabelsManage).WithName("CreateCannedReply");
        api.MapPatch(Path + "/{id:guid}", Change).Needs(Permissions.LabelsManage).WithName("ChangeCannedReply");
        api.MapPost(Path + "/{id:guid}/uploads", Copy).Needs(Permissions.MessagesSend).WithName("CopyCannedReplyFiles");
        api.MapDelete(Path + "/{id:guid}", Delete).Needs(Permissions.LabelsManage).WithName("DeleteCannedReply");
    }

    /// <param name="Shortcut">Letters, digits, hyphens: what an agent types after <c>/</c>.</param>
    /// <param name="Language"><c>vi</c>, <c>en</c>, or empty for both.</param>
    /// <param name="Attachments">Uploads, and of a reply that there is also what it has: all that it is to have.</param>
    public sealed record CannedReplyRequest(string? Shortcut, string? Text, string? Language, IReadOnlyList<Guid>? Attachments)
    {
        public override string ToString() => "CannedReplyRequest";
    }

    public sealed record CannedReplyResponse(
        Guid Id, string Shortcut, string Text, string? Language, IReadOnlyList<AttachmentResponse> Attachments)
    {
        public static CannedReplyResponse Of(CannedCard card) => new(
            card.Reply.Id, card.Reply.Shortcut, card.Reply.Text, card.Reply.Language, [.. card.Files.Select(AttachmentResponse.Of)]);

        public override string ToString() => $"CannedReplyResponse({Id})";
    }

    private static async Task<Ok<Page<CannedReplyResponse>>> List(CannedReplies replies, HttpContext context, CancellationToken cancellation) =>
        TypedResults.Ok(new Page<CannedReplyResponse>(
            (await replies.All(context.Caller().WorkspaceId, cancellation)).ConvertAll(CannedReplyResponse.Of), null));

    private static async Task<Results<Created<CannedReplyResponse>, ApiProblem>> Create(
        CannedReplyRequest request, CannedReplies replies, HttpContext context, CancellationToken cancellation)
    {
        if (new Validator(isNew: true).Check(request) is { } problem)
            return problem;
        return await replies.Create(
            context.Caller(), request.Shortcut!.ToLowerInvariant(), SafeText.Clean(request.Text ?? "").Trim(), Tongue(request.Language),
            request.Attachments ?? [], cancellation) switch
        {
            CannedAnswer.Done done => TypedResults.Created($"/api/v1{Path}/{done.Card.Reply.Id}", CannedReplyResponse.Of(done.Card)),
            var refused => Refused(refused),
        };
    }

    private static async Task<Results<Ok<CannedReplyResponse>, ApiProblem>> Change(
        Guid id, CannedReplyRequest request, CannedReplies replies, HttpContext context, CancellationToken cancellation)
    {
        if (new Validator(isNew: false).Check(request) is { } problem)
            return problem;
        return await replies.Change(context.Caller(), id, row => Fill(row, request), request.Attachments, cancellation) switch
        {
            CannedAnswer.Done done => TypedResults.Ok(CannedReplyResponse.Of(done.Card)),
            var refused => Refused(refused),
        };
    }

    private static ApiProblem Refused(CannedAnswer answer) => answer switch
    {
        CannedAnswer.ShortcutTaken => new ApiProblem(ProblemTypes.NameTaken),
        CannedAnswer.Empty => ApiProblem.Invalid("text", FieldTexts.Required),
        CannedAnswer.NoSuchUpload => ApiProblem.Invalid("attachments", NoSuchUpload),
        _ => ApiProblem.NotFound,
    };

    /// <summary>New uploads with the reply's files, for a message that is to be sent.</summary>
    private static async Task<Results<Ok<Page<AttachmentResponse>>, ApiProblem>> Copy(
        Guid id, CannedReplies replies, HttpContext context, CancellationToken cancellation) =>
        await replies.Copy(context.Caller().WorkspaceId, id, cancellation) is { } copies
            ? TypedResults.Ok(new Page<AttachmentResponse>(copies.ConvertAll(AttachmentResponse.Of), null))
            : ApiProblem.NotFound;

    private static async Task<Results<NoContent, ApiProblem>> Delete(
        Guid id, CannedReplies replies, HttpContext context, CancellationToken cancellation) =>
        await replies.Delete(context.Caller().WorkspaceId, id, cancellation) ? TypedResults.NoContent() : ApiProblem.NotFound;

    private static void Fill(CannedReply row, CannedReplyRequest request)
    {
        row.Shortcut = request.Shortcut?.ToLowerInvariant() ?? row.Shortcut;
        row.Text = request.Text is null ? row.Text : SafeText.Clean(request.Text).Trim();
        row.Language = request.Language is null ? row.Language : Tongue(request.Language);
    }

    private static string? Tongue(string? language) => string.IsNullOrEmpty(language) ? null : language;

    [GeneratedRegex(@"^[\p{L}\p{Nd}\-]{1,40}$", RegexOptions.None, 1000)]
    private static partial Regex OneWord { get; }

    private sealed class Validator : AbstractValidator<CannedReplyRequest>
    {
        private static readonly LocalizedText WrongShortcut = new(
            "Enter 1 to 40 letters, digits or hyphens.", "Nhập từ 1 đến 40 chữ cái, chữ số hoặc dấu gạch nối.");

        private static readonly LocalizedText TooMany = new($"A reply has at most {MostFiles} files.", $"Một câu trả lời mẫu có tối đa {MostFiles} tệp.");

        public Validator(bool isNew)
        {
            RuleFor(request => request.Shortcut).Must(word => word is null ? !isNew : OneWord.IsMatch(word)).Says(WrongShortcut);
            RuleFor(request => request.Text).MaximumLength(5000).Says(FieldTexts.AtMost(5000));
            RuleFor(request => request.Attachments).Must(files => files is not { Count: > MostFiles }).Says(TooMany);
            RuleFor(request => request.Language).Must(language => language is null or "" or "vi" or "en").Says(FieldTexts.OneOf(["vi", "en"]));
        }
    }
}
