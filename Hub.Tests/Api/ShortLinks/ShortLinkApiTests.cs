using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.ShortLinks;

public sealed class ShortLinkApiTests() : HubTest(StorageKind.Sqlite)
{
    [Test]
    [CancelAfter(60_000)]
    public async Task A_short_link_is_made_seen_and_deleted_by_whoever_may_and_leaves_a_trace(CancellationToken cancellation)
    {
        var path = $"/api/v1/connections/{await Host.Connect("shop")}/short-links";
        using var reader = await Host.ClientWithScopes(Permissions.ConnectionsRead);

        var made = await HubHost.Json(await Host.Client.PostAsJsonAsync(
            path, new { name = " Tờ rơi ", account = "@hoa.mai", @ref = "flyer", text = " CANARYLINK " }, cancellation));
        using (var forbidden = await reader.PostAsJsonAsync(path, new { name = "x", account = "x", @ref = "x" }, cancellation))
            await forbidden.IsProblem(HttpStatusCode.Forbidden, "missing_permission");
        using (var taken = await Host.Client.PostAsJsonAsync(path, new { name = "", account = "hoa.mai", @ref = "flyer" }, cancellation))
        {
            await taken.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "ref");
            await taken.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "name");
        }

        var listed = await reader.GetFromJsonAsync<JsonElement>(path, cancellation);
        Assert.That((listed.GetProperty("refLength").GetInt32(), listed.GetProperty("textLength").GetInt32()), Is.EqualTo((40, 100)));
        var link = listed.GetProperty("items").EnumerateArray().Single();
        Assert.That(link.GetRawText(), Is.EqualTo(made.GetRawText()));
        Assert.That(
            (link.GetProperty("name").GetString(), link.GetProperty("account").GetString(), link.GetProperty("address").GetString()),
            Is.EqualTo(("Tờ rơi", "hoa.mai", "https://scripted.example/hoa.mai?ref=flyer&text=CANARYLINK")));
        Assert.That((link.GetProperty("conversations").GetInt32(), link.GetProperty("orders").GetInt32()), Is.EqualTo((0, 0)));

        using (var deleted = await Host.Client.DeleteAsync($"{path}/{link.GetProperty("id").GetGuid()}", cancellation))
            Assert.That(deleted.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        using (var again = await Host.Client.DeleteAsync($"{path}/{link.GetProperty("id").GetGuid()}", cancellation))
            await again.IsProblem(HttpStatusCode.NotFound, "not_found");
        Assert.That(
            await Host.Store.Read(null, db => db.Audit.Where(row => row.Action.StartsWith("connection.short_")).Select(row => row.Action).Order().ToListAsync(cancellation)),
            Is.EqualTo(new[] { "connection.short_link_deleted", "connection.short_link_made" }));
        Assert.That(string.Join('\n', Host.Log.Lines), Does.Not.Contain("CANARY"));
    }
}
