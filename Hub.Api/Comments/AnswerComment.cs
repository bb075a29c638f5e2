using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Connections;
using Hub.Api.Http;
using Hub.Core.Comments;
using Hub.Core.Teams;
using Hub.Core.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Comments;

/// <summary>Answers a comment by a direct message, or sets it aside. Whether the message arrived, its status tells later.</summary>
internal static class AnswerComment
{
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/comments/{id:guid}/answer", Answer).Needs(Permissions.MessagesSend).WithName("AnswerComment");
        api.MapPost("/comments/{id:guid}/dismiss", Dismiss).Needs(Permissions.MessagesSend).WithName("DismissComment");
    }

    public sealed record Request(string? Text)
    {
        public override string ToString() => "AnswerComment.Request";
    }

    private static async Task<Results<Accepted<CommentResponse>, ApiProblem>> Answer(
        Guid id, Request request, CommentDesk desk, CommentList list, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var answer = await desk.Answer(context.Caller(), id, SafeText.Clean(request.Text!), cancellation);
        if (answer is CommentAnswer.Queued && await list.Find(context.Caller(), id, cancellation) is { } found)
            return TypedResults.Accepted($"/api/v1/comments/{id}", CommentResponse.Of(found, Language.Of(context.Request)));
        return answer switch
        {
            CommentAnswer.Invalid invalid => ApiProblem.Invalid(invalid.Problem.Field, invalid.Problem.Message),
            CommentAnswer.NotAllowed no => NotAllowed(no.Condition),
            CommentAnswer.Refused no => VendorProblem.Of(no.Outcome),
            _ => ApiProblem.NotFound,
        };
    }

    private static async Task<Results<NoContent, ApiProblem>> Dismiss(
        Guid id, CommentDesk desk, HttpContext context, CancellationToken cancellation) =>
        await desk.Dismiss(context.Caller(), id, cancellation) switch
        {
            DismissAnswer.Done => TypedResults.NoContent(),
            DismissAnswer.Answered => NotAllowed(CommentCondition.NotAnswered),
            _ => ApiProblem.NotFound,
        };

    private static ApiProblem NotAllowed(CommentCondition unmet) => new(
        ProblemTypes.Refused with { Code = CommentTexts.Code(unmet), Title = CommentTexts.Title }, CommentTexts.Of(unmet, CommentVerdict.NotMet));

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Text).Must(text => !string.IsNullOrWhiteSpace(text)).Says(FieldTexts.Required);
            RuleFor(request => request.Text).MaximumLength(10_000).Says(FieldTexts.AtMost(10_000));
        }
    }
}
