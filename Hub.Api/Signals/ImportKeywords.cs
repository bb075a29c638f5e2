using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Signals;
using Hub.Core.Signals.Keywords;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Signals;

/// <summary>Adds a version from the body: plain text with a keyword a line, CSV, or a JSON array.</summary>
internal static class ImportKeywords
{
    private const int MostProblems = 500;

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/keyword-lists/{id:guid}/versions", Handle)
        .Needs(Permissions.KeywordsWrite).WithName("ImportKeywords").Accepts<string>("text/plain", "text/csv", "application/json");

    /// <param name="Count">Keywords in the version.</param>
    /// <param name="Problems">Lines that were left out, and why. One bad line spoils no other.</param>
    public sealed record Response(int Version, int Count, bool Active, IReadOnlyList<LineProblem> Problems);

    /// <param name="Line">0 for the file as a whole.</param>
    public sealed record LineProblem(int Line, string Code, string Message);

    private static async Task<Results<Created<Response>, ApiProblem>> Handle(
        Guid id, bool? activate, KeywordLists lists, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var key = context.Caller();
        if (!await store.Read(key.WorkspaceId, db => db.KeywordLists.AnyAsync(
            row => row.WorkspaceId == key.WorkspaceId && row.Id == id, cancellation)))
            return ApiProblem.NotFound;
        var content = await KeywordListFile.ParseAsync(context.Request.Body, cancellation);
        if (content.Rows.Count == 0)
            return ApiProblem.Invalid(content.Problems.Count > 0
                ? [.. content.Problems.Take(MostProblems).Select(problem => new SettingProblem($"line {problem.Line}", Text(problem)))]
                : [new SettingProblem("body", FieldTexts.Required)]);
        var source = context.Request.HasJsonContentType() ? "api" : "file";
        var version = await lists.Import(key.WorkspaceId, id, content.Rows, source, activate is true, key.Actor, cancellation);
        if (version is null)
            return ApiProblem.NotFound;
        var language = Language.Of(context.Request);
        return TypedResults.Created(
            $"/api/v1/keyword-lists/{id}/versions/{version.Version}/keywords",
            new Response(version.Version, version.Count, activate is true,
                [.. content.Problems.Take(MostProblems).Select(problem => new LineProblem(problem.Line, problem.Code, Text(problem).In(language)))]));
    }

    private static LocalizedText Text(KeywordRowProblem problem) => new(problem.English, problem.Vietnamese);
}
