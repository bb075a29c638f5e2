using System.IO.Compression;
using System.Net;
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
}
