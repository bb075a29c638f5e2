using System.Net;
using System.Text;
using System.Text.Json;
using Hub.Api.Auth;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>
/// Nobody reads or writes what is another workspace's, nor what their role does not let them. The walk is made of the endpoints that the
/// hub has, so that a new one takes part; one that does not say who may call it fails here.
/// </summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P36_TenantWalkTests(StorageKind kind)
{
    private const string Marker = "canary36";
    private HubHost _hub = null!;

    [OneTimeSetUp]
    public async Task Start() => _hub = await HubHost.Start(kind, "--Hub:RequestsPerSecond=5000");

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_hub is not null)
            await _hub.DisposeAsync();
    }

    [Test]
    public void Every_endpoint_says_who_may_call_it() => Assert.That(
        WalkedEndpoint.All(_hub).Where(endpoint => endpoint.Rules.Count == 0).Select(endpoint => endpoint.ToString()), Is.Empty,
        "use Needs, NeedsMember, NeedsCaller or ForAnybody");

    [Test]
    [CancelAfter(300_000)]
    public async Task Every_endpoint_takes_exactly_those_whose_role_has_its_permission(CancellationToken cancellation)
    {
        var (let, refused, wrong) = (0, 0, new List<string>());
        foreach (var endpoint in WalkedEndpoint.All(_hub).Where(endpoint => !endpoint.IsForAnybody))
        {
            using (var stranger = await Ask(_hub.Stranger, endpoint, endpoint.Path(_ => Guid.NewGuid()), "{}", cancellation))
                if (stranger.StatusCode != HttpStatusCode.Unauthorized)
                    wrong.Add($"a stranger at {endpoint}: {stranger.StatusCode}");
            foreach (var role in BuiltInRoles.Known)
            {
                using var member = await _hub.SignIn(role.Id);
                using var answer = await Ask(member.Client, endpoint, endpoint.Path(_ => Guid.NewGuid()), "{}", cancellation);
                var (code, text) = await Read(answer, cancellation);
                var may = endpoint.Rules.All(rule => rule.Permission is null || role.Permissions.Contains(Permissions.All) || role.Permissions.Contains(rule.Permission));
                var status = (int)answer.StatusCode;
                // A role that sees less than all may be refused by that, for what concerns all.
                var elsewise = role.Sees != VisibilityScope.All && status == 403 && !text.Contains("It needs the permission", StringComparison.Ordinal);
                if (may ? !elsewise && status is (401 or 403 or >= 500) : (status, code) != (403, "missing_permission"))
                    wrong.Add($"{role.Name.En} at {endpoint}: {status} {text}");
                (let, refused) = may ? (let + 1, refused) : (let, refused + 1);
            }
        }

        Assert.That(wrong, Is.Empty);
        Verdict.Pass("P36", $"{kind}: {BuiltInRoles.Known.Count} roles, {let} calls let through, {refused} refused");
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task Every_endpoint_with_anothers_ids_finds_nothing_and_changes_nothing(CancellationToken cancellation)
    {
        var (mine, other) = (await Seed.Workspace(_hub, _hub.Client, "mine", Marker, cancellation), await OtherWorkspace(cancellation));
        await Seed.Rest(_hub, mine, Marker);
        var before = await Rows.Quiet(_hub.Store, mine, cancellation);
        var ids = Rows.Ids(before);
        var own = Rows.Ids(await Rows.Of(_hub.Store, other.Workspace));
        var all = ids.Values.SelectMany(table => table).ToList();
        var (calls, seen, wrong) = (0, new HashSet<string>(), new HashSet<string>());

        foreach (var endpoint in WalkedEndpoint.All(_hub).Where(endpoint => !endpoint.IsForAnybody))
        {
            foreach (var body in endpoint.HasBody ? Bodies(ids) : [""])
            {
                using var member = await _hub.SignIn(BuiltInRoles.Owner.Id, other.Workspace);
                foreach (var (client, isMine) in new[] { (member.Client, true), (other.Key, true), (member.Client, false) })
                {
                    if (client == other.Key && endpoint.IsForMembers)
                        continue;
                    var anothers = endpoint.HasIds && isMine;
                    using var answer = await Ask(client, endpoint, endpoint.Path(Pick(isMine ? ids : own)) + Query(ids), body, cancellation);
                    if (await Wrong(answer, endpoint, anothers, all, cancellation) is { } finding)
                        wrong.Add(finding);
                    if (anothers && answer.StatusCode == HttpStatusCode.NotFound)
                        seen.Add(endpoint.ToString());
                    calls++;
                }
            }
        }

        var withIds = WalkedEndpoint.All(_hub).Count(endpoint => endpoint is { HasIds: true, IsForAnybody: false });
        TestContext.Out.WriteLine(string.Join('\n', WalkedEndpoint.All(_hub)
            .Where(endpoint => endpoint is { HasIds: true, IsForAnybody: false } && !seen.Contains(endpoint.ToString())).Select(endpoint => $"stopped before the id: {endpoint}")));
        Assert.That(wrong, Is.Empty);
        Assert.That(seen, Has.Count.GreaterThan(withIds * 8 / 10), "most calls must get as far as looking the id up");
        Assert.That(await Rows.Of(_hub.Store, mine), Is.EqualTo(before), "nothing of mine has changed");
        var theirs = string.Join('\n', await Rows.Of(_hub.Store, other.Workspace));
        Assert.That(all.Where(id => theirs.Contains($"{id:D}") || theirs.Contains($"{id:N}")), Is.Empty,
            "nothing of theirs points to mine");
        Verdict.Pass("P36", $"{kind}: {calls} calls from another workspace, {seen.Count} of {withIds} endpoints with ids looked up, 0 rows read or changed");
    }

    private async Task<(Guid Workspace, HttpClient Key)> OtherWorkspace(CancellationToken cancellation)
    {
        var key = await _hub.OtherWorkspace();
        var workspace = await Seed.Workspace(_hub, key, "other", "theirs", cancellation);
        return (workspace, key);
    }

    /// <returns>What is wrong with an answer to somebody of another workspace.</returns>
    private static async Task<string?> Wrong(
        HttpResponseMessage answer, WalkedEndpoint endpoint, bool anothers, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var (_, text) = await Read(answer, cancellation);
        foreach (var id in ids)
            text = text.Replace($$"""{"id":"{{id}}","result":"notFound"}""", "", StringComparison.Ordinal); // said back as asked, as not found
        var status = (int)answer.StatusCode;
        var what = status >= 500 || (anothers && status is not (400 or 404 or 415)) ? "answers"
            : text.Contains(Marker, StringComparison.Ordinal) ? "tells a text of mine"
            : ids.Any(id => text.Contains(id.ToString(), StringComparison.OrdinalIgnoreCase)) ? "tells an id of mine"
            : null;
        return what is null ? null : $"{endpoint} {what}: {status} {text}";
    }

    // A body that most endpoints take: fields that one does not know are passed over.
    private static IEnumerable<string> Bodies(IReadOnlyDictionary<string, List<Guid>> ids)
    {
        Guid Of(string table) => ids[table][0];
        foreach (var state in new[] { "paid", "disabled", "viewing" })
            yield return JsonSerializer.Serialize(new
            {
                name = $"New {Guid.NewGuid():N}",
                text = "hi",
                state,
                color = "#112233",
                shortcut = $"s{Guid.NewGuid():N}"[..12],
                shared = true,
                key = $"k{Guid.NewGuid():N}"[..12],
                label = "L",
                type = "text",
                language = "vi",
                currency = "VND",
                activeVersion = 0,
                lines = new[] { new { productCode = "A", quantity = 1, unitPrice = 1 } },
                priority = "low",
                preview = true,
                permissions = new[] { "contacts.read" },
                sees = "own",
                email = $"{Guid.NewGuid():N}@example.com",
                roleId = Of("roles"),
                teamId = Of("teams"),
                teamIds = new[] { Of("teams") },
                memberIds = new[] { Of("members") },
                assigneeId = Of("members"),
                mentions = new[] { Of("members") },
                otherId = ids["contacts"][1],
                contactId = Of("contacts"),
                conversationId = Of("conversations"),
                connectionId = Of("connections"),
                quotedMessageId = Of("messages"),
                ids = new[] { Of("conversations") },
                labelIds = new[] { Of("labels") },
                change = new { assigneeId = Of("members"), teamId = Of("teams"), addLabelIds = new[] { Of("labels") } },
            });
    }

    private static string Query(IReadOnlyDictionary<string, List<Guid>> ids) =>
        $"?q={Marker}&contactId={ids["contacts"][0]}&conversationId={ids["conversations"][0]}&connectionId={ids["connections"][0]}"
        + $"&assigneeId={ids["members"][0]}&teamId={ids["teams"][0]}&labelId={ids["labels"][0]}&actor={ids["members"][0]}&limit=50";

    // By the words before the parameter; of a thing that is called otherwise, whatever there is.
    private static Func<string, Guid> Pick(IReadOnlyDictionary<string, List<Guid>> ids) => segment =>
        ids.TryGetValue(segment.Replace('-', '_'), out var rows) ? rows[0]
        : ids.FirstOrDefault(table => table.Key.EndsWith('_' + segment.Replace('-', '_'), StringComparison.Ordinal)) is { Value: { } like } ? like[0]
        : ids.Values.First()[0];

    private static Task<HttpResponseMessage> Ask(
        HttpClient client, WalkedEndpoint endpoint, string path, string body, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(endpoint.Method, path);
        if (endpoint.HasBody)
            request.Content = new StringContent(body, Encoding.UTF8, endpoint.ContentType);
        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    /// <returns>A problem's code, and the text; of an event stream what comes at once.</returns>
    private static async Task<(string? Code, string Text)> Read(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (answer.Content.Headers.ContentType?.MediaType == "text/event-stream")
            return (null, await Beginning(answer, cancellation));
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        return answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? (JsonSerializer.Deserialize<JsonElement>(text).GetProperty("code").GetString(), text)
            : (null, text);
    }

    private static async Task<string> Beginning(HttpResponseMessage answer, CancellationToken cancellation)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        soon.CancelAfter(300);
        var bytes = new byte[64 << 10];
        var length = 0;
        try
        {
            await using var stream = await answer.Content.ReadAsStreamAsync(soon.Token);
            for (int read; (read = await stream.ReadAsync(bytes.AsMemory(length), soon.Token)) > 0;)
                length += read;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // A stream goes on for ever; this was its beginning.
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}
