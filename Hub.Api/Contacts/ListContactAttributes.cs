using Hub.Api.Auth;
using Hub.Core.Contacts;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Contacts;

internal static class ListContactAttributes
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/contact-attributes", Handle).Needs(Permissions.ContactsRead).WithName("ListContactAttributes");

    public sealed record Response(IReadOnlyList<ContactAttributeResponse> Items);

    private static async Task<Ok<Response>> Handle(HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var workspace = context.Caller().WorkspaceId;
        var rows = await store.Read(workspace, db => db.ContactAttributes
            .Where(row => row.WorkspaceId == workspace).OrderBy(row => row.Id).ToListAsync(cancellation));
        return TypedResults.Ok(new Response(rows.ConvertAll(ContactAttributeResponse.Of)));
    }
}

/// <param name="Key">Of its values in a contact's attributes, and in files.</param>
/// <param name="Choices">Empty but for a choice.</param>
public sealed record ContactAttributeResponse(Guid Id, string Key, string Label, AttributeType Type, IReadOnlyList<string> Choices)
{
    public static ContactAttributeResponse Of(ContactAttribute row) => new(row.Id, row.Key, row.Label, row.Type, row.ChoiceList());
}
