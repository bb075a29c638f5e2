using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using Hub.Api.Auth;
using Hub.Api.Connections;
using Hub.Api.Connections.Grants;
using Hub.Api.Feed;
using Hub.Api.Http;
using Hub.Api.Ingest;
using Hub.Api.Jobs;
using Hub.Api.Web;
using Hub.Core.Commerce;
using Hub.Core.AutoMessages;
using Hub.Core.Automation;
using Hub.Core.Comments;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Commerce.Products;
using Hub.Core.Connections;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Connections.Grants;
using Hub.Core.Contacts;
using Hub.Core.Contacts.Erasing;
using Hub.Core.Contacts.Files;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Feed;
using Hub.Core.Ingest;
using Hub.Core.Ingest.Applying;
using Hub.Core.Search;
using Hub.Core.Sending;
using Hub.Core.ShortLinks;
using Hub.Core.Signals;
using Hub.Core.Signals.Reports;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Core.Teams;
using Hub.Core.Webhooks;
using Hub.Jobs;
using Hub.Jobs.Engines;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hub.Api.Hosting;

/// <summary>What the hub is made of.</summary>
internal static class HubServices
{
    // Lanes take a little less at most. Whoever supervises the hub may kill it soon after.
    private static readonly TimeSpan Shutdown = TimeSpan.FromSeconds(19);

    /// <param name="isLook">Of a command that looks at what there is: it makes no keys.</param>
    public static void Add(WebApplicationBuilder builder, HubRole role, bool isLook = false)
    {
        var options = HubSettings.Read(builder.Configuration);
        var database = HubSettings.Database(builder.Configuration, options);
        var engine = JobEngines.Choose(database, options.JobEngine);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(new ChosenDatabase(database)).AddSingleton(new ChosenEngine(engine));
        builder.Services.TryAddSingleton(TimeProvider.System);
        HubLogging.Add(builder);
        Telemetry.Add(builder.Services, builder.Configuration);
        HubKestrel.Add(builder);
        KeyRing.Add(builder.Services, options, isLook);
        builder.Services.AddSingleton(services => HubStore.Open(database, services.GetRequiredService<TimeProvider>()));
        AddConnectors(builder.Services);
        AddIngest(builder.Services);
        AddFeatures(builder.Services);
        AddHttp(builder.Services, options);
        builder.Services.AddHostedService(services => new WorkService(services.GetRequiredService<WorkRelay>(), role.Works()));
        if (options.StopWithInput)
            builder.Services.AddHostedService<InputWatch>();
        builder.Services.AddBacklogMetrics();
        if (role.Serves())
            builder.Services.AddReceiving();
        if (role.Works())
        {
            builder.Services.AddHubJobs(engine, database);
            builder.Services.AddHostedService<Adopting>();
        }

        JobDashboard.Add(builder.Services, engine, role, database);
        builder.Services.AddNode(role.Serves(), role.Works()); // last, so that it stops first: from then on nobody is to count on it
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Shutdown);
    }

    private static void AddConnectors(IServiceCollection services)
    {
        services.AddSingleton<ConnectorHttp>();
        services.AddSingleton(InstalledCatalog.Load);
        services.AddSingleton(provider => new WebhookTargets([.. provider.GetRequiredService<HubOptions>().WebhookTargets]));
        services.AddSingleton(provider => new ConnectorRegistry(
        [
            WebhookConnector.Install(provider.GetRequiredService<ConnectorHttp>(), provider.GetRequiredService<WebhookTargets>()),
            .. provider.GetRequiredService<InstalledCatalog>().Connectors,
        ]));
        services.AddSingleton<ConnectionVault>();
        services.AddSingleton<ConnectionContexts>();
        services.AddSingleton<TokenKeeper>();
        services.AddSingleton(provider =>
        {
            var directory = ActivatorUtilities.CreateInstance<ConnectionDirectory>(provider);
            provider.GetRequiredService<EventFeed>().Happened += directory.Heard;
            return directory;
        });
        services.AddSingleton<ConnectionSetup>().AddSingleton<ConnectionCheck>().AddSingleton<Parking>();
        services.AddSingleton(provider => new WebhookAddress(provider.GetRequiredService<HubOptions>().PublicUrl));
        services.AddSingleton<SubscriptionWatch>();
        services.AddSingleton<CrmWatch>();
        services.AddSingleton<Disconnector>();
        services.AddSingleton<KeptTokens>();
        services.AddSingleton<GrantVault>().AddSingleton<GrantCalls>().AddSingleton<GrantLeftovers>();
        services.AddSingleton<GrantChoice>().AddSingleton<GrantDesk>().AddSingleton<GrantAnswers>().AddSingleton<ConnectionAnswers>();
    }

    private static void AddIngest(IServiceCollection services)
    {
        services.AddSingleton<IngestMetrics>();
        services.AddSingleton<IngestQueue>();
        services.AddSingleton<WebhookWriter>();
        services.AddSingleton<AccountSecrets>();
        services.AddSingleton<WebhookIntake>();
        services.AddSingleton<WebhookReplay>();
        services.AddSingleton<Adoption>();
        services.AddSingleton<KeywordIndex>();
        services.AddSingleton<RuleSets>();
        services.AddSingleton<HappeningRules>();
        services.AddSingleton<ErasedKeys>();
        services.AddSingleton<EventApplier>();
        services.AddSingleton<IngestPump>();
    }

    private static void AddFeatures(IServiceCollection services)
    {
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<IdempotentCalls>();
        services.AddMembers();
        services.AddSingleton(provider =>
        {
            var bell = new LaneBell();
            provider.GetRequiredService<HubStore>().Owed += bell.Ring;
            return bell;
        });
        services.AddSingleton<SilenceWatch>();
        services.AddSingleton<TokenWatch>();
        services.AddSingleton<WebhookDesk>();
        services.AddSingleton<WebhookRedelivery>();
        services.AddSingleton<WebhookRetention>();
        services.AddSingleton<ChannelRetention>();
        services.AddSingleton(provider => new AwayAfter(TimeSpan.FromMinutes(provider.GetRequiredService<HubOptions>().AwayAfterMinutes)));
        services.AddSingleton(provider => provider.GetRequiredService<HubOptions>().Keeping);
        services.AddSingleton<Retention>();
        services.AddSingleton<DeliveryReplay>();
        services.AddSingleton<DeliverySkip>();
        services.AddSingleton<MessageSender>();
        services.AddSingleton<ReadMarks>();
        services.AddSingleton<CommentList>().AddSingleton<CommentDesk>().AddSingleton<CommentSwitches>();
        services.AddSingleton<AutoMessageDesk>().AddSingleton<ShortLinkDesk>();
        services.AddSingleton<OrderDesk>();
        services.AddSingleton<BookingDesk>();
        services.AddSingleton<ServiceDesk>();
        services.AddSingleton<FreeSlots>();
        services.AddSingleton<OrderNumbers>();
        services.AddSingleton<ProductDesk>();
        services.AddSingleton<ProductImport>();
        services.AddSingleton<ConversationList>();
        services.AddSingleton<ConversationCounts>();
        services.AddSingleton<ConversationDesk>();
        services.AddSingleton<Labels>();
        services.AddSingleton<AttachmentRemoval>();
        services.AddSingleton<ContactDesk>();
        services.AddSingleton<ContactMerges>();
        services.AddSingleton<ContactAttributes>();
        services.AddSingleton<ContactImport>();
        services.AddSingleton<ContactExport>();
        services.AddSingleton<LedgerExport>().AddSingleton<FunnelQuery>().AddSingleton<SignalHealthQuery>().AddSingleton<Reconciliation>();
        services.AddSingleton<ContactArchive>();
        services.AddSingleton<ContactErasure>();
        services.AddSingleton<ErasedWebhooks>().AddSingleton<ErasedThreads>().AddSingleton<ErasedRecords>();
        services.TryAddSingleton<ErasureSweep>();
        services.AddSingleton<WorkspaceSettings>();
        services.AddSingleton<EventFeed>();
        services.AddSingleton<FeedRelay>();
        services.AddSingleton<WorkRelay>();
        services.AddSingleton<Presence>();
        services.AddHostedService<FeedService>();
        services.AddSingleton<Searcher>();
        services.AddSingleton<Notes>();
        services.AddSingleton<CannedReplies>();
        services.AddSingleton<SendPlanner>();
        services.AddSingleton<TemplateShelf>();
        services.AddSingleton<KeywordLists>();
        services.AddSingleton<RuleDesk>();
        services.AddSingleton<BlockList>();
        services.AddSingleton<BackTests>();
        services.AddSingleton<ReplySuggestions>();
        services.AddSingleton<AutomationStops>();
        services.AddSingleton<AutomationLog>();
    }

    private static void AddHttp(IServiceCollection services, HubOptions options)
    {
        services.TryAddSingleton(WebFolder.BesideProgram);
        Access.Add(services, options);
        services.AddOpenApi("v1", OpenApiSetup.Configure);
        services.AddAutoMapper(_ => { }, typeof(HubServices).Assembly);
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true); // so that Failures can say what was wrong
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new NamesInAnswers(json.SerializerOptions));
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // answers never become part of a page
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow; // a slip of the pen would do something else
        });
        services.Configure<ForwardedHeadersOptions>(KnownProxies.Of(options).Trust);
    }
}
