using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Api.Http;
using Hub.Core.Storage;
using Hub.Tests.Support;

namespace Hub.Tests.Api.Http;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class PagingTests(StorageKind kind) : HubTest(kind)
{
    [Test]
    [CancelAfter(60_000)]
    public async Task Pages_are_complete_and_without_duplicates_while_messages_come_in(CancellationToken cancellation)
    {
        await Host.Connect("pages");
        for (var i = 0; i < 5; i++) // batches of equal times, so that ties are broken across pages
            await Host.Receive("pages", [.. Enumerable.Range(0, 10).Select(n => ($"m{i}-{n}", "u1", "tin nhắn"))]);
        var conversation = (await Host.Items("/api/v1/conversations", 1, cancellation))[0].GetProperty("id").GetString();
        var path = $"/api/v1/conversations/{conversation}/messages";
        var all = (await Host.Items($"{path}?limit=200", 50, cancellation)).Select(Id).ToList();

        var seen = new List<string>();
        string? next = null;
        do
        {
            var page = await Host.Client.GetFromJsonAsync<JsonElement>($"{path}?limit=7{(next is null ? "" : $"&cursor={next}")}", cancellation);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(Id));
            next = page.GetProperty("next").GetString();
            await Host.Receive("pages", ($"late-{seen.Count}", "u1", "mới"));
        }
        while (next is not null);

        Assert.That(seen, Is.EqualTo(all));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_cursor_that_no_list_gave_out_and_a_wrong_limit_are_named(
        [Values("x", "AAAA", "!!", "%20")] string cursor, CancellationToken cancellation)
    {
        using var bad = await Host.Client.GetAsync($"/api/v1/contacts?cursor={cursor}", cancellation);
        using var none = await Host.Client.GetAsync("/api/v1/contacts?limit=0", cancellation);
        using var many = await Host.Client.GetAsync("/api/v1/contacts?limit=201", cancellation);
        using var word = await Host.Client.GetAsync("/api/v1/contacts?limit=all", cancellation);

        await bad.IsProblem(HttpStatusCode.BadRequest, "invalid_cursor");
        await none.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "limit");
        await many.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "limit");
        await word.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "limit");
    }

    [Test]
    public void A_cursor_comes_back_as_it_went()
    {
        var cursor = new Cursor(DateTimeOffset.FromUnixTimeMilliseconds(1_795_000_000_123), Guid.NewGuid(), Guid.NewGuid());

        Assert.That(Cursor.TryRead(cursor.Write(), out var read), Is.True);
        Assert.That(read, Is.EqualTo(cursor));
    }

    private static string Id(JsonElement item) => item.GetProperty("id").GetString()!;
}
