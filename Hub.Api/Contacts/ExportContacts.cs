using Hub.Api.Auth;
using Hub.Core.Contacts.Files;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Contacts;

/// <summary>All contacts that the caller sees, as CSV for spreadsheets: no cell of it is a formula. Who took it stands in the audit log.</summary>
internal static class ExportContacts
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/contacts/export", Handle)
        .Needs(Permissions.ContactsExport).WithName("ExportContacts").Produces<string>(StatusCodes.Status200OK, "text/csv");

    private static async Task<PushStreamHttpResult> Handle(ContactExport export, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        await export.Note(caller, cancellation);
        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Stream(output => export.Write(caller, output, cancellation), "text/csv; charset=utf-8", "contacts.csv");
    }
}
