using System.Net.Http.Json;
using System.Text.Json;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Contacts;

/// <summary>What people are called on a channel whose webhooks name nobody.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class NameTests(StorageKind kind)
{
    // By the sandbox, this one's account was made with a phone number.
    private const string Nameless = "7000000000000001";
    private const string Named = "7000000000000002";

    [Test]
    [CancelAfter(60_000)]
    public async Task A_name_is_asked_for_once_and_goes_where_names_go(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var hub = await stage.Host();
        await stage.Connect("messenger", "hubspot");
        foreach (var person in new[] { Named, Nameless })
            foreach (var text in new[] { "Shop ơi", "còn hàng không" })
                await stage.Happens(new { platform = "messenger", from = person, text });

        var asked = await stage.Until(
            db => db.Deliveries.Where(row => row.Kind == DeliveryKind.LearnName).ToListAsync(cancellation),
            rows => rows.Count == 2 && rows.TrueForAll(row => row.State == DeliveryState.Done), cancellation);
        Assert.That(asked.ConvertAll(row => row.Revision), Is.All.EqualTo(0), "one call a person");

        var people = (await stage.Api.GetFromJsonAsync<JsonElement>("/api/v1/contacts", cancellation)).GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("displayName").GetString()).ToList();
        Assert.That(people, Has.Count.EqualTo(2).And.One.Null);
        var name = people.Single(known => known is not null)!;
        var found = await stage.Api.GetFromJsonAsync<JsonElement>($"/api/v1/contacts?q={Uri.EscapeDataString(name)}", cancellation);
        Assert.That(found.GetProperty("items").GetArrayLength(), Is.EqualTo(1));
        var synced = await stage.Read(db => db.Deliveries.Where(row => row.Kind == DeliveryKind.SyncContact).Select(row => row.Revision).ToListAsync(cancellation));
        Assert.That(synced, Is.EquivalentTo(new[] { 0, 1 }), "the CRM is owed the name");
    }
}
