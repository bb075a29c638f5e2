using System.Net;
using System.Net.Sockets;
using Hub.Api.Hosting;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Hosting;

public sealed class FirstStartTests
{
    [Test]
    [CancelAfter(30_000)]
    public async Task The_owners_key_is_shown_once_and_works(CancellationToken cancellation)
    {
        await using var database = await TestDatabase.Sqlite();
        await using var store = HubStore.Open(database.ConnectionString, TimeProvider.System);
        using var first = new StringWriter();
        using var second = new StringWriter();

        await Start(store, new HubOptions(), first);
        await Start(store, new HubOptions(), second);

        var key = first.ToString().Split().Single(word => word.StartsWith("hub_", StringComparison.Ordinal) && word.Length == 47);
        Assert.That(second.ToString(), Does.Not.Contain("hub_"));
        var holder = await new ApiKeys(store, TimeProvider.System).Find(key, cancellation);
        Assert.That(holder!.May(Permissions.KeysManage), Is.True);
        Assert.That(await store.Read(null, db => db.Workspaces.CountAsync(cancellation)), Is.EqualTo(1));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task The_owners_link_is_made_anew_until_somebody_came_in(CancellationToken cancellation)
    {
        await using var database = await TestDatabase.Sqlite();
        await using var store = HubStore.Open(database.ConnectionString, TimeProvider.System);
        using var first = new StringWriter();
        using var second = new StringWriter();
        using var third = new StringWriter();
        var invitations = new Invitations(store);

        await Start(store, new HubOptions(), first);
        await Start(store, new HubOptions { PublicUrl = new Uri("https://hub.example.com") }, second);

        Assert.That(await invitations.Use(Token(first), InvitationKind.SignIn, cancellation), Is.Null, "replaced by the second");
        Assert.That(second.ToString(), Does.Contain("https://hub.example.com/sign-in?token="));
        var owner = await invitations.Use(Token(second), InvitationKind.SignIn, cancellation);
        Assert.That(owner, Has.Property(nameof(Member.State)).EqualTo(MemberState.Active));
        Assert.That(await invitations.Use(Token(second), InvitationKind.SignIn, cancellation), Is.Null, "used");
        await Start(store, new HubOptions(), third);
        Assert.That(third.ToString(), Is.Empty);
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_bootstrap_key_is_taken_and_nothing_is_shown(CancellationToken cancellation)
    {
        await using var database = await TestDatabase.Sqlite();
        await using var store = HubStore.Open(database.ConnectionString, TimeProvider.System);
        using var console = new StringWriter();

        await Start(store, new HubOptions { BootstrapApiKey = HubHost.OwnerKey }, console);

        Assert.That(console.ToString(), Is.Empty);
        Assert.That(await new ApiKeys(store, TimeProvider.System).Find(HubHost.OwnerKey, cancellation), Is.Not.Null);
        Assert.That(() => Start(store, new HubOptions { BootstrapApiKey = "hub_short" }, console), Throws.TypeOf<StartRefused>());
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_key_ring_of_another_database_is_refused_also_while_there_are_no_secrets_yet()
    {
        await using var database = await TestDatabase.Sqlite();
        await using (await HubHost.Start(database.ConnectionString))
        {
        }

        var refused = Assert.ThrowsAsync<StartRefused>(() => HubHost.Start(database.ConnectionString));

        Assert.That(refused.Message, Does.Contain("are not those that this database's secrets were encrypted with"));
    }

    [Test]
    public async Task Half_a_bootstrap_owner_or_a_short_password_is_refused()
    {
        await using var database = await TestDatabase.Sqlite();
        await using var store = HubStore.Open(database.ConnectionString, TimeProvider.System);

        Assert.That(() => Start(store, new HubOptions { BootstrapOwnerEmail = "a@b.c" }, TextWriter.Null), Throws.TypeOf<StartRefused>());
        Assert.That(
            () => Start(store, new HubOptions { BootstrapOwnerEmail = "a@b.c", BootstrapOwnerPassword = "short" }, TextWriter.Null),
            Throws.TypeOf<StartRefused>());
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_database_that_cannot_be_used_ends_the_start_with_one_line(CancellationToken cancellation)
    {
        var error = Console.Error;
        using var captured = new StringWriter();
        Console.SetError(captured);
        try
        {
            var code = await HubApp.Run(["--ConnectionStrings:Hub=Data Source=:memory:", "--urls", "http://127.0.0.1:0", $"--Hub:DataDirectory={TestContext.CurrentContext.WorkDirectory}/first-start"]);

            Assert.That(code, Is.EqualTo(1));
            Assert.That(captured.ToString(), Does.StartWith("hub: SQLite needs a file").And.Not.Contain("   at "));
        }
        finally
        {
            Console.SetError(error);
        }
    }

    [Test]
    [NonParallelizable]
    [CancelAfter(60_000)]
    public async Task A_new_hub_that_cannot_listen_shows_its_key_and_where_it_would_have_been_reached(CancellationToken cancellation)
    {
        await using var database = await TestDatabase.Sqlite();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var (console, error) = (Console.Out, Console.Error);
        using var shown = new StringWriter();
        using var said = new StringWriter();
        Console.SetOut(shown);
        Console.SetError(said);
        try
        {
            var code = await HubApp.Run([
                $"--ConnectionStrings:Hub={database.ConnectionString}", "--urls", $"http://127.0.0.1:{port}",
                $"--Hub:DataDirectory={TestContext.CurrentContext.WorkDirectory}/first-start-{port}"]);

            Assert.That(code, Is.EqualTo(1));
        }
        finally
        {
            Console.SetOut(console);
            Console.SetError(error);
        }

        Assert.That(shown.ToString(), Does.Contain("shown only now").And.Contain($"http://127.0.0.1:{port}/sign-in?token="));
        Assert.That(said.ToString(), Does.Contain("address already in use").IgnoreCase);
    }

    private static async Task Start(HubStore store, HubOptions options, TextWriter console) =>
        await (await FirstStart.Run(store, options)).Show(console, options.PublicUrl ?? new Uri("http://localhost:5080"));

    private static string Token(StringWriter console) =>
        console.ToString().Split().Single(word => word.Contains("/sign-in?token=", StringComparison.Ordinal)).Split("token=")[1];
}
