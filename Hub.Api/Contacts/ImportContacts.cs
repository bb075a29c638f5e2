using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Contacts.Files;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace Hub.Api.Contacts;

/// <summary>
/// Takes contacts from a CSV file with a heading: the body. A contact with the same phone or e-mail is updated, never doubled; an empty cell
/// changes nothing. Rows that are wrong are named and left out. With <c>dryRun=true</c> it only says what it would do.
/// </summary>
internal static class ImportContacts
{
    // Beyond this the bytes lie in a temporary file, which goes with the stream.
    private const int InMemory = 64 << 10;

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/contacts/import", Handle)
        .Needs(Permissions.ContactsWrite).NeedsSightOfAll().WithName("ImportContacts")
        .Accepts<string>("text/csv", "text/plain", "application/octet-stream").TakesUpTo(ContactImport.LargestFile);

    /// <param name="Rows">Without heading and empty lines.</param>
    /// <param name="Failed">Rows that were left out.</param>
    /// <param name="Errors">The first 500. Columns that nothing knows are named with line 1.</param>
    public sealed record Response(bool DryRun, int Rows, int Created, int Updated, int Unchanged, int Failed, IReadOnlyList<RowError> Errors);

    /// <param name="Line">Of the file, from 1.</param>
    public sealed record RowError(int Line, string Field, string Message);

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        bool? dryRun, ContactImport import, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        await using var file = new FileBufferingReadStream(context.Request.Body, InMemory);
        await file.DrainAsync(cancellation);
        file.Position = 0;
        var answer = await import.Run(caller, file, dryRun is true, cancellation);
        var language = Language.Of(context.Request);
        return answer.IsBroken
            ? ApiProblem.Invalid([.. answer.Problems.Select(problem =>
                new SettingProblem(problem.Line == 0 ? "body" : $"line {problem.Line}", problem.Message))])
            : TypedResults.Ok(new Response(
                dryRun is true, answer.Rows, answer.Created, answer.Updated, answer.Unchanged, answer.Failed,
                [.. answer.Problems.Select(problem => new RowError(problem.Line, problem.Field, problem.Message.In(language)))]));
    }
}
