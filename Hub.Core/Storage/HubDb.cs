using Hub.Core.AutoMessages;
using Hub.Core.Automation;
using Hub.Core.Comments;
using Hub.Core.Commerce;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Commerce.Notices;
using Hub.Core.Commerce.Products;
using Hub.Core.Connections;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Connections.Grants;
using Hub.Core.Contacts;
using Hub.Core.Contacts.Erasing;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Ingest;
using Hub.Core.Nodes;
using Hub.Core.Search;
using Hub.Core.ShortLinks;
using Hub.Core.Signals;
using Hub.Core.Sync;
using Hub.Core.Teams;
using Hub.Core.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Storage;

/// <summary>The one model, on SQLite and PostgreSQL alike.</summary>
/// <param name="workspace">Limits every query to one workspace; null for workers, which serve all.</param>
public sealed class HubDb(DbContextOptions<HubDb> options, Guid? workspace = null) : DbContext(options)
{
    public Guid? Workspace { get; } = workspace;

    public Changes Changes { get; } = new();

    /// <summary>Which has opened it: for the time and for ids of what follows from changes.</summary>
    internal HubStore Store { get; init; } = null!;

    public DbSet<Workspace> Workspaces => Set<Workspace>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<Member> Members => Set<Member>();

    public DbSet<Role> Roles => Set<Role>();

    public DbSet<Team> Teams => Set<Team>();

    public DbSet<TeamMember> TeamMembers => Set<TeamMember>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<IdempotentCall> IdempotentCalls => Set<IdempotentCall>();

    public DbSet<Connection> Connections => Set<Connection>();

    public DbSet<Grant> Grants => Set<Grant>();

    public DbSet<ConnectionTraffic> ConnectionTraffic => Set<ConnectionTraffic>();

    public DbSet<WebhookSubscription> WebhookSubscriptions => Set<WebhookSubscription>();

    public DbSet<Disconnect> Disconnects => Set<Disconnect>();

    public DbSet<WebhookEvent> WebhookEvents => Set<WebhookEvent>();

    public DbSet<Contact> Contacts => Set<Contact>();

    public DbSet<Erasure> Erasures => Set<Erasure>();

    public DbSet<ErasedKey> ErasedKeys => Set<ErasedKey>();

    public DbSet<ContactIdentity> ContactIdentities => Set<ContactIdentity>();

    public DbSet<ContactAttribute> ContactAttributes => Set<ContactAttribute>();

    public DbSet<MergedContact> MergedContacts => Set<MergedContact>();

    public DbSet<MergedOrigin> MergedOrigins => Set<MergedOrigin>();

    public DbSet<Conversation> Conversations => Set<Conversation>();

    public DbSet<Message> Messages => Set<Message>();

    public DbSet<MessageFact> MessageFacts => Set<MessageFact>();

    public DbSet<Reaction> Reactions => Set<Reaction>();

    public DbSet<Attachment> Attachments => Set<Attachment>();

    public DbSet<AttachmentBytes> AttachmentBytes => Set<AttachmentBytes>();

    public DbSet<Comment> Comments => Set<Comment>();

    public DbSet<Label> Labels => Set<Label>();

    public DbSet<ConversationLabel> ConversationLabels => Set<ConversationLabel>();

    public DbSet<Note> Notes => Set<Note>();

    public DbSet<ConversationEvent> ConversationEvents => Set<ConversationEvent>();

    public DbSet<CannedReply> CannedReplies => Set<CannedReply>();

    public DbSet<View> Views => Set<View>();

    public DbSet<Notification> Notifications => Set<Notification>();

    public DbSet<SearchEntry> SearchEntries => Set<SearchEntry>();

    public DbSet<Upgrade> Upgrades => Set<Upgrade>();

    public DbSet<Node> Nodes => Set<Node>();

    public DbSet<ReferralRecord> Referrals => Set<ReferralRecord>();

    public DbSet<ShortLink> ShortLinks => Set<ShortLink>();

    public DbSet<AutoMessageVerdict> AutoMessageVerdicts => Set<AutoMessageVerdict>();

    public DbSet<KeywordList> KeywordLists => Set<KeywordList>();

    public DbSet<KeywordListVersion> KeywordListVersions => Set<KeywordListVersion>();

    public DbSet<KeywordEntry> KeywordEntries => Set<KeywordEntry>();

    public DbSet<SignalRecord> Signals => Set<SignalRecord>();

    public DbSet<LedgerEntry> LedgerEntries => Set<LedgerEntry>();

    public DbSet<LedgerRequest> LedgerRequests => Set<LedgerRequest>();

    public DbSet<LedgerPart> LedgerParts => Set<LedgerPart>();

    public DbSet<Rule> Rules => Set<Rule>();

    public DbSet<AutomationSettings> AutomationSettings => Set<AutomationSettings>();

    public DbSet<AutomationEntry> AutomationEntries => Set<AutomationEntry>();

    public DbSet<Product> Products => Set<Product>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<OrderLine> OrderLines => Set<OrderLine>();

    public DbSet<OrderPayment> OrderPayments => Set<OrderPayment>();

    public DbSet<OrderSettings> OrderSettings => Set<OrderSettings>();

    public DbSet<OrderNotice> OrderNotices => Set<OrderNotice>();

    public DbSet<Service> Services => Set<Service>();

    public DbSet<ServiceResource> ServiceResources => Set<ServiceResource>();

    public DbSet<Resource> Resources => Set<Resource>();

    public DbSet<Booking> Bookings => Set<Booking>();

    public DbSet<BookingEvent> BookingEvents => Set<BookingEvent>();

    public DbSet<BookingReminder> BookingReminders => Set<BookingReminder>();

    public DbSet<Delivery> Deliveries => Set<Delivery>();

    public DbSet<WebhookEndpoint> WebhookEndpoints => Set<WebhookEndpoint>();

    public DbSet<HubEvent> HubEvents => Set<HubEvent>();

    public DbSet<Attempt> Attempts => Set<Attempt>();

    public DbSet<Lane> Lanes => Set<Lane>();

    public DbSet<ExternalId> ExternalIds => Set<ExternalId>();

    public DbSet<CrmReading> CrmReadings => Set<CrmReading>();

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        ChangeTracker.DetectChanges(); // once: each look compares every column of every row that is tracked
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            Changes.Gather(ChangeTracker);
            var written = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            if (!await Changes.Settle(this, cancellationToken))
                return written;
            ChangeTracker.DetectChanges();
            return written + await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        conventions.Properties<Connectors.Abstractions.MessageStatus>().HaveConversion<int>();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(HubDb).Assembly);
        Conventions.KeysLeadWithTheWorkspace(model);
        Conventions.EnumsAreNames(model);
        Conventions.NamesAreSnakeCase(model);
        Conventions.QueriesStayInTheWorkspace(model, this);
    }
}
