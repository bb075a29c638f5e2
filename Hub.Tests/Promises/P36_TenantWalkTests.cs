using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Api.Feed;
using Hub.Tests.Support;

namespace Hub.Tests.Promises;

/// <summary>
/// Nobody reads or writes what is another workspace's, nor what their role does not let them. The walk is made of the endpoints that the
/// hub has, so that a new one takes part; one that does not say who may call it fails here.
/// </summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class P36_TenantWalkTests(StorageKind kind) : HubTest(kind, "--Hub:RequestsPerSecond=5000", "--Hub:WebhookTargets:0=http://127.0.0.1:9")
{
    private const string Marker = "canary36";

    [Test]
    public void Every_endpoint_says_who_may_call_it() => Assert.That(
        WalkedEndpoint.All(Host).Where(endpoint => endpoint.Rules.Count == 0).Select(endpoint => endpoint.ToString()), Is.Empty,
        "use Needs, NeedsMember, NeedsCaller or ForAnybody");

    [Test]
    [CancelAfter(300_000)]
    public async Task Every_endpoint_takes_exactly_those_whose_role_has_its_permission(CancellationToken cancellation)
    {
        var (let, refused, wrong) = (0, 0, new List<string>());
        foreach (var role in BuiltInRoles.Known)
        {
            using var member = await Host.SignIn(role.Id);
            foreach (var endpoint in Walked)
            {
                using (var stranger = await Ask(Host.Stranger, endpoint, endpoint.Path(_ => Guid.NewGuid()), "{}", cancellation))
                    if (stranger.StatusCode != HttpStatusCode.Unauthorized && !(endpoint.IsPage && stranger.Headers.Location?.ToString() == "/sign-in"))
                        wrong.Add($"a stranger at {endpoint}: {stranger.StatusCode}");
                using var fresh = EndsSessions(endpoint) ? await Host.SignIn(role.Id) : null;
                using var answer = await Ask((fresh ?? member).Client, endpoint, endpoint.Path(_ => Guid.NewGuid()), "{}", cancellation);
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
        Verdict.Pass("P36", $"{Kind}: {BuiltInRoles.Known.Count} roles, {let} calls let through, {refused} refused");
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task Every_endpoint_with_anothers_ids_finds_nothing_and_changes_nothing(CancellationToken cancellation)
    {
        var mine = await Seed.Workspace(Host, Host.Client, "mine", Marker, cancellation);
        using var me = await Host.SignIn(BuiltInRoles.Owner.Id, mine);
        await Seed.Rest(Host, mine, me.MemberId, Marker);
        using var key = await Host.OtherWorkspace();
        var (other, own, member) = await Other(key, cancellation);
        using var _ = member;
        var before = await Rows.Quiet(Host.Store, mine, cancellation);
        var ids = Rows.Ids(before);
        var all = ids.Values.SelectMany(table => table).ToList();
        var (calls, looked, wrong) = (0, 0, new List<string>());

        foreach (var endpoint in Walked.OrderBy(endpoint => endpoint.Method == HttpMethod.Delete)) // which take away what the others ask for
            foreach (var call in Calls(endpoint, own, ids))
            {
                using var fresh = EndsSessions(endpoint) ? await Host.SignIn(BuiltInRoles.Owner.Id, other) : null;
                foreach (var client in endpoint.IsForMembers ? [(fresh ?? member).Client] : new[] { (fresh ?? member).Client, key })
                {
                    using var answer = await Ask(client, endpoint, call.Path + Query(ids), call.Body, cancellation);
                    if (await Wrong(answer, call.MustBeNotFound, all, cancellation) is { } finding)
                        wrong.Add($"{endpoint} {call.Body} {finding}");
                    calls++;
                }

                looked += call.MustBeNotFound ? 1 : 0;
            }

        Assert.That(wrong, Is.Empty);
        Assert.That(looked, Is.GreaterThanOrEqualTo(Walked.Count(endpoint => endpoint.HasIds)), "each endpoint with ids was asked");
        Assert.That(await Rows.Of(Host.Store, mine), Is.EqualTo(before), "nothing of mine has changed");
        var theirs = string.Join('\n', await Rows.Of(Host.Store, other));
        Assert.That(all.Where(id => theirs.Contains($"{id:D}") || theirs.Contains($"{id:N}")), Is.Empty, "nothing of theirs points to mine");
        await OwnersGetWhatTheyAskFor(me.Client, ids, cancellation);
        Verdict.Pass("P36", $"{Kind}: {calls} calls from another workspace, {looked} ids looked up, 0 rows read or changed");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task The_event_stream_tells_nothing_of_another_workspace(CancellationToken cancellation)
    {
        using var key = await Host.OtherWorkspace();
        var theirs = await Talking(key, "stream-other", cancellation);
        var mine = await Talking(Host.Client, "stream-mine", cancellation);
        using var me = await Host.SignIn();
        await using var reader = await EventReader.Open(key, cancellation: cancellation);

        await Host.Receive("stream-mine", ("stream-mine-2", "u1", Marker));
        await HubHost.Until(() => Messages(Host.Client, mine), count => count == 2, cancellation);
        using (var presence = await me.Client.PostAsJsonAsync($"/api/v1/conversations/{mine}/presence", new { state = "typing" }, cancellation))
            presence.EnsureSuccessStatusCode();
        await Host.Receive("stream-other", ("stream-other-2", "u1", "theirs"));

        var first = await reader.Next(_ => true, cancellation);
        Assert.That((first.Type, first.Conversation), Is.EqualTo(("message.changed", theirs)).Or.EqualTo(("conversation.changed", theirs)));
        foreach (var heard in reader.Rest())
            Assert.That(heard.Data.GetRawText(), Does.Not.Contain($"{mine}"), heard.Type);
    }

    private IEnumerable<WalkedEndpoint> Walked => WalkedEndpoint.All(Host).Where(endpoint => !endpoint.IsForAnybody);

    // Signs out, or ends other sessions than the one that calls.
    private static bool EndsSessions(WalkedEndpoint endpoint) => endpoint.Pattern.RawText!.Contains("/session", StringComparison.Ordinal);

    /// <summary>A workspace with something of everything, its owner, and the ids of what may be asked for: not the two that ask.</summary>
    private async Task<(Guid Workspace, Dictionary<string, List<Guid>> Own, SignedIn Member)> Other(HttpClient key, CancellationToken cancellation)
    {
        var workspace = await Seed.Workspace(Host, key, "other", "theirs", cancellation);
        var member = await Host.SignIn(BuiltInRoles.Owner.Id, workspace);
        await Seed.Rest(Host, workspace, member.MemberId, "theirs");
        var own = Rows.Ids(await Rows.Of(Host.Store, workspace));
        own["members"].Remove(member.MemberId);
        own["api_keys"].RemoveAt(0); // the older one of two
        return (workspace, own, member);
    }

    /// <summary>All ids in the path another's; the first one's own and the rest another's; own ones and another's in the body.</summary>
    private static IEnumerable<Call> Calls(
        WalkedEndpoint endpoint, IReadOnlyDictionary<string, List<Guid>> own, IReadOnlyDictionary<string, List<Guid>> anothers)
    {
        var sound = endpoint.HasBody ? WalkedBodies.Sound(endpoint, own) : "";
        if (endpoint.HasIds)
            yield return new Call(endpoint.Path(WalkedEndpoint.Pick(anothers)), sound, true);
        if (endpoint.Ids > 1)
        {
            var number = 0;
            // To take off a label that is not there is no mistake.
            yield return new Call(
                endpoint.Path(segment => WalkedEndpoint.Pick(number++ == 0 ? own : anothers)(segment)), sound, endpoint.ToString() != "DELETE /api/v1/conversations/{id:guid}/labels/{labelId:guid}");
        }

        foreach (var body in endpoint.HasBody ? WalkedBodies.Foreign(endpoint, own, anothers) : [])
            yield return new Call(endpoint.Path(WalkedEndpoint.Pick(own)), body, false);
        yield return new Call(endpoint.Path(WalkedEndpoint.Pick(own)), sound, false);
    }

    private sealed record Call(string Path, string Body, bool MustBeNotFound);

    // The same paths, asked for by those whose they are: what was not found above is there.
    private async Task OwnersGetWhatTheyAskFor(HttpClient me, IReadOnlyDictionary<string, List<Guid>> ids, CancellationToken cancellation)
    {
        var missed = new List<string>();
        foreach (var endpoint in Walked.Where(endpoint => endpoint.HasIds && endpoint.Method == HttpMethod.Get))
        {
            using var answer = await me.GetAsync(endpoint.Path(WalkedEndpoint.Pick(ids)), cancellation);
            if (answer.StatusCode != HttpStatusCode.OK)
                missed.Add($"{endpoint}: {answer.StatusCode}");
        }

        Assert.That(missed, Is.Empty, "the walk must ask for what there is");
    }

    private async Task<Guid> Talking(HttpClient client, string account, CancellationToken cancellation)
    {
        var connection = await Host.Connect(account, client);
        await Host.Receive(account, ($"{account}-1", "u1", "hi"));
        var items = await HubHost.Until(
            async () => (await client.GetFromJsonAsync<JsonElement>($"/api/v1/conversations?connectionId={connection}", cancellation)).GetProperty("items"),
            items => items.GetArrayLength() == 1, cancellation);
        return items[0].GetProperty("id").GetGuid();
    }

    private static async Task<int> Messages(HttpClient client, Guid conversation) =>
        (await client.GetFromJsonAsync<JsonElement>($"/api/v1/conversations/{conversation}/messages")).GetProperty("items").GetArrayLength();

    /// <returns>What is wrong with an answer to somebody of another workspace.</returns>
    private static async Task<string?> Wrong(
        HttpResponseMessage answer, bool mustBeNotFound, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var (_, text) = await Read(answer, cancellation);
        foreach (var id in ids)
            text = text.Replace($$"""{"id":"{{id}}","result":"notFound"}""", "", StringComparison.Ordinal); // said back as asked, as not found
        var status = (int)answer.StatusCode;
        var what = status is 401 or 403 or 429 or >= 500 || (mustBeNotFound && status != 404) ? "answers"
            : text.Contains(Marker, StringComparison.Ordinal) ? "tells a text of mine"
            : ids.Any(id => text.Contains(id.ToString(), StringComparison.OrdinalIgnoreCase)) ? "tells an id of mine"
            : null;
        return what is null ? null : $"{what}: {status} {text}";
    }

    private static string Query(IReadOnlyDictionary<string, List<Guid>> ids) =>
        $"?q={Marker}&contactId={ids["contacts"][0]}&conversationId={ids["conversations"][0]}&connectionId={ids["connections"][0]}"
        + $"&assigneeId={ids["members"][0]}&teamId={ids["teams"][0]}&labelId={ids["labels"][0]}&serviceId={ids["services"][0]}&resourceId={ids["resources"][0]}&actor={ids["members"][0]}&limit=50";

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
