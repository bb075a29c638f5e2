using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Signals;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Signals;

internal static class CreateKeywordList
{
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/keyword-lists", Handle).Needs(Permissions.KeywordsWrite).WithName("CreateKeywordList");

    /// <param name="Language">Such as <c>vi</c> or <c>en</c>; <c>*</c>, so by default, for any.</param>
    public sealed record Request(string? Name, string? Language);

    private static async Task<Results<Created<KeywordListResponse>, ApiProblem>> Handle(
        Request request, KeywordLists lists, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var key = context.Caller();
        var language = request.Language?.ToLowerInvariant() ?? "*";
        return await lists.Create(key.WorkspaceId, request.Name!.Trim(), language, key.Actor, cancellation) is { } list
            ? TypedResults.Created($"/api/v1/keyword-lists/{list.Id}", KeywordListResponse.Of(list))
            : new ApiProblem(ProblemTypes.NameTaken);
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        private static readonly LocalizedText Language = new(
            "Enter a language code such as vi, or * for any.", "Nhập mã ngôn ngữ, ví dụ vi, hoặc * cho mọi ngôn ngữ.");

        public Validator()
        {
            RuleFor(request => request.Name).NotEmpty().Says(FieldTexts.Required).MaximumLength(200).Says(FieldTexts.AtMost(200));
            RuleFor(request => request.Language)
                .Must(code => code is null or "*" || (code.Length is >= 2 and <= 12 && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')))
                .Says(Language);
        }
    }
}
