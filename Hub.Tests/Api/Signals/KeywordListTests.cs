using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Core.Text;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Signals;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class KeywordListTests(StorageKind kind) : HubTest(kind)
{
    [Test]
    [CancelAfter(60_000)]
    public async Task A_list_is_imported_activated_and_heard(CancellationToken cancellation)
    {
        var list = await Create("mua hàng", cancellation);
        using var import = await Import(list, "# mua\ngiá bao nhiêu\nchốt đơn\nChốt Đơn\n", "?activate=true", cancellation);
        var version = await HubHost.Json(import);
        Assert.That((version.GetProperty("version").GetInt32(), version.GetProperty("count").GetInt32()), Is.EqualTo((1, 2)));
        Assert.That(version.GetProperty("problems")[0].GetProperty("line").GetInt32(), Is.EqualTo(4));

        await Host.Connect("shop");
        await Host.Receive("shop", ("m1", "u1", "shop oi CHOT DON nhe"));

        var signal = await HubHost.Until(
            () => Host.Store.Read(null, db => db.Signals.FirstOrDefaultAsync(row => row.Kind == SignalKind.Keyword, cancellation)),
            row => row is not null, cancellation);
        Assert.That(signal!.KeywordId, Is.EqualTo(KeywordLists.KeywordId(Guid.Parse(list), "chốt đơn", MatchMode.WholeWord, AccentMode.Folded)));
        var keywords = await Host.Items($"/api/v1/keyword-lists/{list}/versions/1/keywords", 2, cancellation);
        Assert.That(keywords.Select(item => item.GetProperty("id").GetGuid()), Does.Contain(signal.KeywordId));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_keyword_keeps_its_id_in_every_version(CancellationToken cancellation)
    {
        var list = await Create("stable", cancellation);
        using var first = await Import(list, "một\nhai", "", cancellation);
        using var second = await Import(list, "HAI\nba", "", cancellation);

        var before = await Host.Items($"/api/v1/keyword-lists/{list}/versions/1/keywords", 2, cancellation);
        var after = await Host.Items($"/api/v1/keyword-lists/{list}/versions/2/keywords", 2, cancellation);

        Assert.That(before.Select(Id).Intersect(after.Select(Id)).Count(), Is.EqualTo(1));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Empty_files_unknown_versions_and_taken_names_are_refused(CancellationToken cancellation)
    {
        var list = await Create("refused", cancellation);
        using var empty = await Import(list, "", "", cancellation);
        using var unknown = await Host.Client.PatchAsJsonAsync($"/api/v1/keyword-lists/{list}", new { activeVersion = 9 }, cancellation);
        using var taken = await Host.Client.PostAsJsonAsync("/api/v1/keyword-lists", new { name = "refused" }, cancellation);
        using var language = await Host.Client.PostAsJsonAsync("/api/v1/keyword-lists", new { name = "x", language = "tiếng Việt" }, cancellation);

        await empty.IsProblem(HttpStatusCode.BadRequest, "invalid_input");
        await unknown.IsProblem(HttpStatusCode.NotFound, "not_found");
        await taken.IsProblem(HttpStatusCode.Conflict, "already_exists");
        await language.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "language");
    }

    private static string Id(JsonElement item) => item.GetProperty("id").GetString()!;

    private async Task<string> Create(string name, CancellationToken cancellation)
    {
        using var answer = await Host.Client.PostAsJsonAsync("/api/v1/keyword-lists", new { name, language = "vi" }, cancellation);
        return (await HubHost.Json(answer)).GetProperty("id").GetString()!;
    }

    private Task<HttpResponseMessage> Import(string list, string text, string query, CancellationToken cancellation) =>
        Host.Client.PostAsync($"/api/v1/keyword-lists/{list}/versions{query}", new StringContent(text, Encoding.UTF8, "text/plain"), cancellation);
}
