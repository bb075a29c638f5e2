using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Teams;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class MemberTests(StorageKind kind)
{
    private HubHost _hub = null!;

    [OneTimeSetUp]
    public async Task Start() => _hub = await HubHost.Start(kind);

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_hub is not null)
            await _hub.DisposeAsync();
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Somebody_is_invited_by_a_link_that_works_once(CancellationToken cancellation)
    {
        var team = await NewTeam("Sales", cancellation);
        using var invited = await _hub.Client.PostAsJsonAsync(
            "/api/v1/members", new { email = "lan@example.com", name = "Lan", roleId = BuiltInRoles.Agent.Id, teamIds = new[] { team } }, cancellation);
        var answer = await HubHost.Json(invited);
        var url = answer.GetProperty("invitationUrl").GetString()!;
        var token = url.Split("token=")[1];

        Assert.That(invited.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        Assert.That(url, Does.StartWith(_hub.Address + "invitation?token="));
        Assert.That(answer.GetProperty("member").GetProperty("state").GetString(), Is.EqualTo("invited"));
        var opened = await _hub.Stranger.GetFromJsonAsync<JsonElement>($"/api/v1/invitations/{token}", cancellation);
        Assert.That(opened.GetProperty("email").GetString(), Is.EqualTo("lan@example.com"));
        using (var weak = await Accept(token, "lan@example.com", cancellation))
            await weak.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "password");
        using (var accepted = await Accept(token, "một mật khẩu tốt", cancellation))
        {
            var session = await HubHost.Json(accepted);
            Assert.That(session.GetProperty("member").GetProperty("name").GetString(), Is.EqualTo("Nguyễn Lan"));
            Assert.That(session.GetProperty("member").GetProperty("sees").GetString(), Is.EqualTo("team"));
            Assert.That(session.GetProperty("member").GetProperty("teams")[0].GetProperty("name").GetString(), Is.EqualTo("Sales"));
        }

        using (var again = await Accept(token, "một mật khẩu tốt", cancellation))
            await again.IsProblem(HttpStatusCode.Gone, "link_over");
        using (var twice = await _hub.Client.PostAsJsonAsync("/api/v1/members", new { email = "LAN@example.com", roleId = BuiltInRoles.Agent.Id }, cancellation))
            await twice.IsProblem(HttpStatusCode.Conflict, "already_exists");
        Assert.That(await Audited("member.invited", cancellation), Is.True);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task An_expired_or_replaced_link_lets_nobody_in(CancellationToken cancellation)
    {
        var (id, first) = await Invite("minh@example.com", cancellation);
        using var renewed = await _hub.Client.PostAsync($"/api/v1/members/{id}/invitation", null, cancellation);
        var second = (await HubHost.Json(renewed)).GetProperty("invitationUrl").GetString()!.Split("token=")[1];
        using (var replaced = await _hub.Stranger.GetAsync($"/api/v1/invitations/{first}", cancellation))
            await replaced.IsProblem(HttpStatusCode.Gone, "link_over");

        await _hub.Store.Write(null, null, db => db.Invitations.Where(row => row.MemberId == id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiresAt, _hub.Store.Now.AddSeconds(-1)), cancellation), cancellation);

        using var expired = await Accept(second, "một mật khẩu tốt", cancellation);
        await expired.IsProblem(HttpStatusCode.Gone, "link_over");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Nobody_gives_more_than_they_have(CancellationToken cancellation)
    {
        using var owner = await _hub.SignIn();
        using var admin = await _hub.SignIn(BuiltInRoles.Admin.Id);
        using var agent = await _hub.SignIn(BuiltInRoles.Agent.Id);

        using var invite = await admin.Client.PostAsJsonAsync("/api/v1/members", new { email = "boss@example.com", roleId = BuiltInRoles.Owner.Id }, cancellation);
        using var promote = await Patch(admin.Client, $"/api/v1/members/{admin.MemberId}", new { roleId = BuiltInRoles.Owner.Id }, cancellation);
        using var demote = await Patch(admin.Client, $"/api/v1/members/{owner.MemberId}", new { roleId = BuiltInRoles.Agent.Id }, cancellation);
        using var takeOver = await admin.Client.PostAsync($"/api/v1/members/{owner.MemberId}/invitation", null, cancellation);
        using var role = await admin.Client.PostAsJsonAsync("/api/v1/roles", new { name = "All", permissions = new[] { "*" }, sees = "all" }, cancellation);
        using var sound = await Patch(admin.Client, $"/api/v1/members/{agent.MemberId}", new { roleId = BuiltInRoles.Supervisor.Id }, cancellation);

        foreach (var refused in new[] { invite, promote, demote, takeOver, role })
            await refused.IsProblem(HttpStatusCode.Forbidden, "missing_permission");
        Assert.That((await HubHost.Json(sound)).GetProperty("role").GetProperty("name").GetString(), Is.EqualTo("Supervisor"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Whoever_sees_their_teams_only_lets_nobody_see_more(CancellationToken cancellation)
    {
        var (mine, other) = (await NewTeam("Mine", cancellation), await NewTeam("Other", cancellation));
        var lead = await _hub.Role(VisibilityScope.Team, "members.manage", "members.read", "conversations.read");
        using var leader = await _hub.SignIn(lead, null, mine);

        using var join = await Patch(leader.Client, $"/api/v1/members/{leader.MemberId}", new { teamIds = new[] { mine, other } }, cancellation);
        using var change = await Patch(leader.Client, $"/api/v1/teams/{other}", new { memberIds = new[] { leader.MemberId } }, cancellation);
        using var wide = await leader.Client.PostAsJsonAsync("/api/v1/roles", new { name = "Wide", permissions = new[] { "conversations.read" }, sees = "all" }, cancellation);
        using var own = await Patch(leader.Client, $"/api/v1/teams/{mine}", new { name = "Ours" }, cancellation);

        foreach (var refused in new[] { join, change, wide })
            await refused.IsProblem(HttpStatusCode.Forbidden, "missing_permission");
        Assert.That(own.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task The_last_owner_stays(CancellationToken cancellation)
    {
        await using var hub = await HubHost.Start(kind);
        using var owner = await hub.SignIn();
        using var second = await hub.SignIn();

        using (var one = await Patch(second.Client, $"/api/v1/members/{owner.MemberId}", new { state = "disabled" }, cancellation))
            Assert.That(one.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        using (var last = await Patch(second.Client, $"/api/v1/members/{second.MemberId}", new { state = "disabled" }, cancellation))
            await last.IsProblem(HttpStatusCode.Conflict, "last_owner");
        using (var demoted = await Patch(second.Client, $"/api/v1/members/{second.MemberId}", new { roleId = BuiltInRoles.Admin.Id }, cancellation))
            await demoted.IsProblem(HttpStatusCode.Conflict, "last_owner");
        using (var gone = await owner.Client.GetAsync("/api/v1/session", cancellation))
            await gone.IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Two_owners_cannot_take_each_others_right_at_the_same_moment(CancellationToken cancellation)
    {
        await using var hub = await HubHost.Start(kind);
        for (var round = 0; round < 10; round++)
        {
            await hub.Store.Write(null, null, db => db.Members.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.RoleId, BuiltInRoles.Agent.Id), cancellation), cancellation);
            using var one = await hub.SignIn();
            using var two = await hub.SignIn();

            var answers = await Task.WhenAll(
                Patch(one.Client, $"/api/v1/members/{two.MemberId}", new { roleId = BuiltInRoles.Agent.Id }, cancellation),
                Patch(two.Client, $"/api/v1/members/{one.MemberId}", new { roleId = BuiltInRoles.Agent.Id }, cancellation));

            var owners = await hub.Store.Read(null, db => db.Members.CountAsync(
                row => row.RoleId == BuiltInRoles.Owner.Id && row.State == MemberState.Active, cancellation));
            Assert.That(owners, Is.EqualTo(1), $"round {round}");
            Assert.That(answers.Count(answer => answer.IsSuccessStatusCode), Is.EqualTo(1), $"round {round}");
            foreach (var answer in answers)
                answer.Dispose();
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Own_roles_are_made_used_and_deleted_when_nobody_has_them(CancellationToken cancellation)
    {
        using var created = await _hub.Client.PostAsJsonAsync(
            "/api/v1/roles", new { name = "Packer", permissions = new[] { "orders.read" }, sees = "own" }, cancellation);
        var role = (await HubHost.Json(created)).GetProperty("id").GetGuid();
        using var packer = await _hub.SignIn(role);
        Assert.That(await HubHost.Status(packer.Client, "/api/v1/orders", cancellation), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await HubHost.Status(packer.Client, "/api/v1/contacts", cancellation), Is.EqualTo(HttpStatusCode.Forbidden));

        using (var changed = await Patch(_hub.Client, $"/api/v1/roles/{role}", new { permissions = new[] { "contacts.read" } }, cancellation))
            Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await HubHost.Status(packer.Client, "/api/v1/orders", cancellation), Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await HubHost.Status(packer.Client, "/api/v1/contacts", cancellation), Is.EqualTo(HttpStatusCode.OK));
        using (var used = await _hub.Client.DeleteAsync($"/api/v1/roles/{role}", cancellation))
            await used.IsProblem(HttpStatusCode.Conflict, "conflict");
        using (await Patch(_hub.Client, $"/api/v1/members/{packer.MemberId}", new { roleId = BuiltInRoles.Viewer.Id }, cancellation))
        using (var unused = await _hub.Client.DeleteAsync($"/api/v1/roles/{role}", cancellation))
            Assert.That(unused.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        using (var builtIn = await _hub.Client.DeleteAsync($"/api/v1/roles/{BuiltInRoles.Agent.Id}", cancellation))
            await builtIn.IsProblem(HttpStatusCode.Conflict, "conflict");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Every_change_of_rights_is_in_the_audit_by_ids_only(CancellationToken cancellation)
    {
        using var owner = await _hub.SignIn();
        var team = await NewTeam("Audit team", cancellation);
        using var agent = await _hub.SignIn(BuiltInRoles.Agent.Id);
        using (await Patch(owner.Client, $"/api/v1/members/{agent.MemberId}", new { roleId = BuiltInRoles.Viewer.Id, teamIds = new[] { team } }, cancellation))
        using (await Patch(owner.Client, $"/api/v1/members/{agent.MemberId}", new { state = "disabled" }, cancellation))
        using (await Patch(owner.Client, $"/api/v1/members/{agent.MemberId}", new { state = "active" }, cancellation))
        {
        }

        var entries = (await owner.Client.GetFromJsonAsync<JsonElement>($"/api/v1/audit?actor={owner.MemberId}&action=member", cancellation))
            .GetProperty("items").EnumerateArray().ToList();

        Assert.That(entries.Select(entry => entry.GetProperty("action").GetString()), Is.EqualTo(
            new[] { "member.enabled", "member.disabled", "member.role_changed", "member.teams_changed" }));
        Assert.That(entries[0].GetProperty("subject").GetProperty("id").GetGuid(), Is.EqualTo(agent.MemberId));
        Assert.That(entries[0].GetProperty("actor").GetProperty("name").GetString(), Is.EqualTo("Test member"));
        var rows = await _hub.Store.Read(null, db => db.Audit.ToListAsync(cancellation));
        Assert.That(rows.Select(row => row.Subject), Is.All.Matches<string>(subject => Guid.TryParse(subject, out _)));
    }

    private async Task<(Guid Id, string Token)> Invite(string email, CancellationToken cancellation)
    {
        using var invited = await _hub.Client.PostAsJsonAsync("/api/v1/members", new { email, roleId = BuiltInRoles.Agent.Id }, cancellation);
        var answer = await HubHost.Json(invited);
        return (answer.GetProperty("member").GetProperty("id").GetGuid(), answer.GetProperty("invitationUrl").GetString()!.Split("token=")[1]);
    }

    private Task<HttpResponseMessage> Accept(string token, string password, CancellationToken cancellation) =>
        _hub.Stranger.PostAsJsonAsync($"/api/v1/invitations/{token}/acceptance", new { name = "Nguyễn Lan", password }, cancellation);

    private async Task<Guid> NewTeam(string name, CancellationToken cancellation)
    {
        using var answer = await _hub.Client.PostAsJsonAsync(
            "/api/v1/teams", new { name, memberIds = Array.Empty<Guid>(), assignment = new { mode = "roundRobin", capacity = 5 } }, cancellation);
        return (await HubHost.Json(answer)).GetProperty("id").GetGuid();
    }

    private async Task<bool> Audited(string action, CancellationToken cancellation) =>
        (await _hub.Client.GetFromJsonAsync<JsonElement>($"/api/v1/audit?action={action}", cancellation)).GetProperty("items").GetArrayLength() > 0;

    private static Task<HttpResponseMessage> Patch(HttpClient client, string path, object body, CancellationToken cancellation) =>
        client.PatchAsJsonAsync(path, body, cancellation);
}
