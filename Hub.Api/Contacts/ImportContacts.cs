using Hub.Api.Auth;
using Hub.Api.Http;
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

    private static async Task<Results<Ok<ImportResponse>, ApiProblem>> Handle(
        bool? dryRun, ContactImport import, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        await using var file = new FileBufferingReadStream(context.Request.Body, InMemory);
        await file.DrainAsync(cancellation);
        file.Position = 0;
        var answer = await import.Run(caller, file, dryRun is true, cancellation);
        return answer.IsBroken
            ? ImportResponse.Broken(answer)
            : TypedResults.Ok(ImportResponse.Of(answer, dryRun is true, Language.Of(context.Request)));
    }
}
