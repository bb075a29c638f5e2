using System.Net;
using System.Net.Http.Json;
using Hub.Api.Teams;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Teams;

/// <summary>An owner who cannot get in any more, and whoever runs the server.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class OwnerLinkTests(StorageKind kind)
{
    private const string Password = "moi-tinh-khoi-2026";

    [Test]
    [CancelAfter(120_000)]
    public async Task The_command_prints_a_link_while_the_hub_runs_which_sets_a_new_password_once_and_is_audited(CancellationToken cancellation)
    {
        await using var database = await TestDatabases.Create(kind);
        await using var hub = await HubHost.Start(database.ConnectionString);

        var (exit, said) = await Ask(database.ConnectionString);
        var token = said.Split("token=")[1].Split('\n')[0].Trim();
        using var taken = await hub.Stranger.PostAsJsonAsync($"/api/v1/invitations/{token}/acceptance", new { name = "Chủ", password = Password }, cancellation);
        using var again = await hub.Stranger.PostAsJsonAsync($"/api/v1/invitations/{token}/acceptance", new { name = "Chủ", password = Password }, cancellation);

        Assert.That((exit, taken.StatusCode), Is.EqualTo((0, HttpStatusCode.OK)), said);
        Assert.That(again.IsSuccessStatusCode, Is.False);
        Assert.That(await hub.Store.Read(null, db => db.Audit.CountAsync(row => row.Action == "member.link_made" && row.Actor == "server", cancellation)), Is.EqualTo(1));
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task An_authenticator_is_taken_away_only_when_it_is_said_so(CancellationToken cancellation)
    {
        await using var database = await TestDatabases.Create(kind);
        await using var hub = await HubHost.Start(database.ConnectionString);
        await hub.Store.Write(null, null, db => db.Members.ExecuteUpdateAsync(set => set.SetProperty(row => row.TotpEnabled, true), cancellation), cancellation);

        await Ask(database.ConnectionString);
        var kept = await hub.Store.Read(null, db => db.Members.Select(row => row.TotpEnabled).SingleAsync(cancellation));
        await Ask(database.ConnectionString, "--without-authenticator");
        var gone = await hub.Store.Read(null, db => db.Members.Select(row => row.TotpEnabled).SingleAsync(cancellation));

        Assert.That((kept, gone), Is.EqualTo((true, false)));
        Assert.That(await hub.Store.Read(null, db => db.Audit.CountAsync(row => row.Action == "member.totp_removed", cancellation)), Is.EqualTo(1));
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Of_several_owners_one_has_to_be_named_and_nobody_else_gets_a_link(CancellationToken cancellation)
    {
        await using var database = await TestDatabases.Create(kind);
        await using var hub = await HubHost.Start(database.ConnectionString);
        var workspace = await hub.Home();
        await hub.Store.Write(workspace, null, db =>
        {
            db.Members.Add(Members.New(hub.Store, workspace, "second@example.vn", "Second", BuiltInRoles.Owner.Id));
            db.Members.Add(Members.New(hub.Store, workspace, "agent@example.vn", "Agent", BuiltInRoles.Agent.Id));
            return Task.CompletedTask;
        }, cancellation);

        var unnamed = await Ask(database.ConnectionString);
        var named = await Ask(database.ConnectionString, "--email=Second@example.vn");
        var agent = await Ask(database.ConnectionString, "--email=agent@example.vn");

        Assert.That((unnamed.Exit, named.Exit, agent.Exit), Is.EqualTo((1, 0, 1)));
        Assert.That(unnamed.Said, Does.Contain("second@example.vn"));
        Assert.That(named.Said, Does.Contain("/invitation?token="));
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task The_link_leads_to_the_hubs_own_address_as_its_settings_have_it(CancellationToken cancellation)
    {
        await using var database = await TestDatabases.Create(kind);
        await using var hub = await HubHost.Start(database.ConnectionString);

        var listening = await Ask(database.ConnectionString, "--urls=http://0.0.0.0:6123");
        var known = await Ask(database.ConnectionString, "--urls=http://0.0.0.0:6123", "--Hub:PublicUrl=https://hub.example.com");
        var usual = await Ask(database.ConnectionString);

        Assert.That(listening.Said, Does.Contain("http://localhost:6123/invitation?token="));
        Assert.That(known.Said, Does.Contain("https://hub.example.com/invitation?token="));
        Assert.That(usual.Said, Does.Contain("http://localhost:5080/invitation?token="));
    }

    private static async Task<(int Exit, string Said)> Ask(string connection, params string[] more)
    {
        var folder = Directory.CreateTempSubdirectory("hub-owner-link-").FullName;
        await using var said = new StringWriter();
        try
        {
            var exit = await OwnerLinkCommand.Run([$"--ConnectionStrings:Hub={connection}", $"--Hub:DataDirectory={folder}", .. more], said, said);
            return (exit, said.ToString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
