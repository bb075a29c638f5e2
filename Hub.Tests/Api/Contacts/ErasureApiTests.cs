using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hub.Core.Contacts.Erasing;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;

namespace Hub.Tests.Api.Contacts;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ErasureApiTests(StorageKind kind) : HubTest(kind)
{
    [Test]
    [CancelAfter(60_000)]
    public async Task A_contact_is_exported_and_erased_and_comes_back_as_another(CancellationToken cancellation)
    {
        await Host.Connect("erased-shop");
        await Host.Receive("erased-shop", ("m1", "lan", "zq9 chào shop"));
        var thread = (await Host.Items("/api/v1/conversations", 1, cancellation))[0];
        var contact = thread.GetProperty("contactId").GetGuid();
        using var agent = (await Host.SignIn(await Host.Role(VisibilityScope.All, Permissions.ContactsRead, Permissions.ContactsWrite))).Client;
        Assert.That(await HubHost.Status(agent, $"/api/v1/contacts/{contact}/export", cancellation), Is.EqualTo(HttpStatusCode.Forbidden));
        using var refused = await agent.PostAsync($"/api/v1/contacts/{contact}/erasure", null, cancellation);
        await refused.IsProblem(HttpStatusCode.Forbidden, "missing_permission");

        await using var zip = new ZipArchive(await Host.Client.GetStreamAsync($"/api/v1/contacts/{contact}/export", cancellation));
        var messages = zip.Entries.Single(entry => entry.Name == "messages-0001.json");
        using var reader = new StreamReader(await messages.OpenAsync(cancellation));
        Assert.That(await reader.ReadToEndAsync(cancellation), Does.Contain("zq9 chào shop"));

        using var begun = await Host.Client.PostAsync($"/api/v1/contacts/{contact}/erasure", null, cancellation);
        Assert.That(begun.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        var receipt = await HubHost.Until(
            () => Host.Client.GetStringAsync(begun.Headers.Location, cancellation), text => text.Contains("scrubbedAt\":\"", StringComparison.Ordinal), cancellation);
        Assert.That(receipt, Does.Contain("\"place\":\"messages\",\"count\":1").And.Not.Contain("lan\""));
        Assert.That(await HubHost.Status(Host.Client, $"/api/v1/contacts/{contact}", cancellation), Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await HubHost.Status(Host.Client, $"/api/v1/conversations/{thread.GetProperty("id")}", cancellation), Is.EqualTo(HttpStatusCode.NotFound));

        await Host.Receive("erased-shop", ("m2", "lan", "chào lần nữa"));
        var again = (await Host.Items("/api/v1/conversations", 1, cancellation))[0];
        Assert.That(again.GetProperty("contactId").GetGuid(), Is.Not.EqualTo(contact));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Receipts_are_listed_page_by_page_and_kept_as_text_in_both_languages(CancellationToken cancellation)
    {
        foreach (var phone in new[] { "0901000101", "0901000102", "0901000103" })
        {
            using var made = await Host.Client.PostAsJsonAsync("/api/v1/contacts", new { displayName = "zq9 Lan", phone }, cancellation);
            var contact = (await HubHost.Json(made)).GetProperty("id").GetGuid();
            using var begun = await Host.Client.PostAsync($"/api/v1/contacts/{contact}/erasure", null, cancellation);
            Assert.That(begun.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        }

        var first = await Host.Client.GetFromJsonAsync<JsonElement>("/api/v1/erasures?limit=2", cancellation);
        var rest = await Host.Client.GetFromJsonAsync<JsonElement>($"/api/v1/erasures?limit=2&cursor={first.GetProperty("next").GetString()}", cancellation);
        var ids = new[] { first, rest }.SelectMany(page => page.GetProperty("items").EnumerateArray()).Select(row => row.GetProperty("id").GetGuid()).ToList();
        Assert.That((ids.Distinct().Count() >= 3, ids, first.GetProperty("items").GetArrayLength()), Is.EqualTo((true, ids.OrderDescending().ToList(), 2)));

        var done = await HubHost.Until(
            () => Host.Client.GetStringAsync($"/api/v1/erasures/{ids[0]}/receipt?language=en", cancellation),
            text => text.Contains("State: Erased", StringComparison.Ordinal), cancellation);
        using var vi = await Host.Client.GetAsync($"/api/v1/erasures/{ids[0]}/receipt?language=vi", cancellation);
        Assert.That(done, Does.StartWith("RECEIPT OF AN ERASED CONTACT").And.Contain(ids[0].ToString()).And.Contain("1 contact cards").And.Not.Contain("zq9"));
        Assert.That(await vi.Content.ReadAsStringAsync(cancellation), Does.StartWith("BIÊN NHẬN XÓA KHÁCH HÀNG").And.Contain("1 thẻ khách hàng"));
        Assert.That((vi.Content.Headers.ContentDisposition?.FileName, vi.Headers.CacheControl?.NoStore), Is.EqualTo(($"receipt-{Host.Store.Now:yyyyMMdd}-{ids[0]:N}-vi.txt", true)));

        Assert.That(await HubHost.Status(Host.Client, $"/api/v1/erasures/{ids[0]}/receipt?language=fr", cancellation), Is.EqualTo(HttpStatusCode.BadRequest));

        using var some = (await Host.SignIn(await Host.Role(VisibilityScope.Team, Permissions.ContactsErase))).Client;
        using var reader = (await Host.SignIn(await Host.Role(VisibilityScope.All, Permissions.ContactsRead))).Client;
        foreach (var stranger in new[] { some, reader })
            Assert.That(await HubHost.Status(stranger, $"/api/v1/erasures/{ids[0]}/receipt", cancellation), Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public void A_receipt_has_words_for_every_place_that_is_emptied()
    {
        var emptied = Directory.EnumerateFiles(Path.Combine(Repository.Root, "Hub.Core", "Contacts", "Erasing"), "*.cs")
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"(?:Batch|Count)\(""([a-z]+)""", RegexOptions.None, TimeSpan.FromSeconds(1)))
            .Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.That(emptied, Has.Count.GreaterThan(10));
        Assert.That(emptied, Is.SubsetOf(ErasureReceipt.KnownPlaces));
    }
}
