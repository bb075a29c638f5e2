using System.Text.Json.Nodes;
using Hub.Connectors.Abstractions;
using Hub.Core.Automation;
using Hub.Core.Comments;
using Hub.Core.Connections;
using Hub.Core.Connections.Grants;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Conversations;
using Hub.Core.Contacts;
using Hub.Core.Contacts.Erasing;
using Hub.Core.Deliveries;
using Hub.Core.Ingest;
using Hub.Core.Ingest.Applying;
using Hub.Core.Sending;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Core.Teams;
using Hub.Core.Webhooks;
using Hub.Jobs;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hub.Tests.Support;

/// <summary>The hub without its HTTP side and without a job engine: a test applies events and runs lanes by hand, on a clock of its own.</summary>
public sealed class Lab : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly TestDatabase? _database;

    private Lab(ServiceProvider services, TestDatabase? database, LabConnector connector)
    {
        (_services, _database, Connector) = (services, database, connector);
        Store = services.GetRequiredService<HubStore>();
    }

    public HubStore Store { get; }

    public LabConnector Connector { get; }

    public Guid Workspace { get; private set; }

    public Connection Connection { get; private set; } = null!;

    public ManualTimeProvider Clock { get; private init; } = null!;

    public string ConnectionString { get; private init; } = "";

    public static async Task<Lab> Create(StorageKind kind, ConnectorManifest? manifest = null, WebhookTargets? targets = null)
    {
        var database = await TestDatabases.Create(kind);
        return await Open(database.ConnectionString, database, manifest, targets);
    }

    /// <summary>A second process on the same database, as far as the database can tell.</summary>
    public static async Task<Lab> Open(
        string connectionString, TestDatabase? database = null, ConnectorManifest? manifest = null, WebhookTargets? targets = null)
    {
        var clock = new ManualTimeProvider(new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero));
        var connector = new LabConnector(manifest ?? LabConnector.NewManifest("lab"));
        var lab = new Lab(Services(connectionString, clock, connector, new EphemeralDataProtectionProvider(), targets), database, connector)
        {
            Clock = clock,
            ConnectionString = connectionString,
        };
        await lab.Prepare();
        return lab;
    }

    /// <summary>A second process on this one's database, clock and key ring: it can run the same lanes.</summary>
    /// <param name="place">See <see cref="LabConnector.Place"/>.</param>
    public Lab Beside(string? place = null)
    {
        var connector = new LabConnector(Connector.Manifest) { Place = place };
        return new Lab(Services(ConnectionString, Clock, connector, Get<IDataProtectionProvider>()), null, connector)
        {
            Clock = Clock,
            ConnectionString = ConnectionString,
            Workspace = Workspace,
            Connection = Connection,
        };
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public LaneKey Lane(DeliveryKind kind) => new(Workspace, Connection.Id, kind);

    public async Task<Applied> Apply(params IReadOnlyList<ChannelEvent> events)
    {
        var applied = await Store.Write(null, Connection.Id, async db =>
        {
            var connection = await db.Connections.SingleAsync(row => row.Id == Connection.Id);
            return await Get<EventApplier>().Apply(db, connection, events, CancellationToken.None);
        }, CancellationToken.None);
        return applied;
    }

    public Task<DateTimeOffset?> Run(DeliveryKind kind) => Get<LaneRunner>().Run(Lane(kind), CancellationToken.None);

    public Task<T> Read<T>(Func<HubDb, Task<T>> query) => Store.Read(Workspace, query);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    private static ServiceProvider Services(
        string connectionString, TimeProvider clock, LabConnector connector, IDataProtectionProvider keys, WebhookTargets? targets = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(clock);
        services.AddSingleton(HubStore.Open(connectionString, clock));
        services.AddSingleton(provider => new ConnectorRegistry(
        [
            new InstalledConnector(connector.Manifest.Id, InstalledState.Active, connector.Manifest, connector, null) { Place = connector.Place },
            WebhookConnector.Install(provider.GetRequiredService<ConnectorHttp>(), provider.GetRequiredService<WebhookTargets>()),
        ]));
        services.AddSingleton(targets ?? new WebhookTargets([])).AddSingleton<WebhookDesk>().AddSingleton<SilenceWatch>().AddSingleton<TokenWatch>().AddSingleton<WebhookRedelivery>().AddSingleton<WebhookRetention>();
        services.AddSingleton(keys);
        services.AddSingleton(provider =>
        {
            var http = new ConnectorHttp();
            http.Register(connector.Manifest, ConnectorSettings.Empty);
            return http;
        });
        services.AddSingleton(new WebhookAddress(new Uri("https://hub.example.com"))).AddSingleton<SubscriptionWatch>().AddSingleton<CrmWatch>().AddSingleton<Disconnector>().AddSingleton<TokenKeeper>().AddSingleton<KeptTokens>().AddSingleton<ConnectionSetup>().AddSingleton<ConnectionCheck>().AddSingleton<Parking>();
        services.AddSingleton<GrantCalls>().AddSingleton<GrantVault>().AddSingleton<GrantLeftovers>();
        services.AddSingleton<ConnectionVault>().AddSingleton<ConnectionContexts>().AddSingleton<ConnectionDirectory>();
        services.AddSingleton<IngestMetrics>().AddSingleton<IngestQueue>().AddSingleton<IngestPump>().AddSingleton<KeywordIndex>().AddSingleton<RuleSets>().AddSingleton<HappeningRules>().AddSingleton<ConversationDesk>();
        services.AddSingleton<ErasedKeys>().AddSingleton<ErasedWebhooks>().AddSingleton<ErasedThreads>().AddSingleton<ErasedRecords>().AddSingleton<ErasureSweep>();
        services.AddSingleton<ContactDesk>().AddSingleton<ContactErasure>().AddSingleton<ContactArchive>().AddSingleton<IdempotentCalls>();
        services.AddSingleton<EventApplier>().AddSingleton<LaneBell>().AddSingleton<MessageSender>().AddSingleton<ReadMarks>().AddSingleton<CommentList>().AddSingleton<CommentDesk>().AddSingleton<WebhookWriter>();
        return services.AddLaneWorks().BuildServiceProvider();
    }

    private async Task Prepare()
    {
        Workspace = Store.Ids.Next();
        var id = Store.Ids.Next();
        Connection = new Connection
        {
            WorkspaceId = Workspace,
            Id = id,
            ConnectorId = Connector.Manifest.Id,
            AccountId = $"account-{id:N}",
            Name = "Lab",
            Settings = "{}",
            Vault = Get<ConnectionVault>().Lock(
                Workspace, Connector.Manifest.Id, id, new ConnectionSecrets(new Credentials("token-1", "refresh-1"), new JsonObject())),
            CreatedAt = Store.Now,
        };
        await Store.Write(null, null, db =>
        {
            db.Workspaces.Add(new Workspace { Id = Workspace, Name = "Lab", CreatedAt = Store.Now });
            db.Connections.Add(Connection);
            return Task.CompletedTask;
        }, CancellationToken.None);
    }
}
