using Hub.Core.Automation;
using Hub.Core.Connections;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Connections.Grants;
using Hub.Core.Contacts.Erasing;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Core.Teams;
using Hub.Core.Webhooks;
using Hub.Jobs.Engines;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Jobs.Recurring;

/// <summary>
/// What the engine runs on a schedule: things that one node does for all, that may be late, and that an operator may want to see and to
/// start by hand. What comes around every few seconds stays in loops of each node (<c>LaneService</c>, <c>IngestService</c>,
/// <c>SweepService</c>): those find what an engine lost, so they must not depend on it.
/// </summary>
internal static class Upkeep
{
    public static void Add(IServiceCollection services)
    {
        Job<IdempotentCalls>("expire-answers", "Drop answers kept for repeated calls", "0 */10 * * * ?", calls => calls.Expire);
        Job<Sessions>("expire-sessions", "End sessions and invitations that are over", "20 */10 * * * ?", sessions => sessions.Expire);
        Job<AttachmentRemoval>("remove-uploads", "Remove uploads that nobody used", "40 */10 * * * ?", uploads => uploads.Sweep);
        Job<WebhookRetention>("forget-events", "Forget events that webhooks told long ago", "30 */10 * * * ?", events => events.Expire);
        Job<Retention>("forget-what-is-over", "Forget webhooks and deliveries that were over long ago", "45 */10 * * * ?", retention => retention.Run);
        Job<SilenceWatch>("find-silence", "Find connections that hear nothing", "10 */5 * * * ?", watch => watch.Run);
        Job<TokenWatch>("find-ending-tokens", "Tell of tokens that end within a week", "55 5 * * * ?", watch => watch.Run);
        Job<SubscriptionWatch>("check-subscriptions", "Check webhook subscriptions", "15 */15 * * * ?", watch => watch.Run);
        Job<CrmWatch>("read-crms", "Read what was changed in CRMs", "25 * * * * ?", watch => watch.Run);
        Job<KeptTokens>("delete-kept-tokens", "Delete tokens kept for revoking", "35 */10 * * * ?", kept => kept.Expire);
        Job<Disconnector>("settle-receipts", "Bring receipts of disconnected accounts up to date", "37 */10 * * * ?", disconnector => disconnector.Settle);
        Job<GrantLeftovers>("clear-grants", "Give back grants that nobody connected", "5 */5 * * * ?", grants => grants.Sweep);
        Job<ErasureSweep>("scrub-database", "Overwrite free space after erasures", "0 30 3 * * ?", sweep => sweep.Scrub);
        Job<ChannelRetention>("forget-messages", "Forget messages that channels are not to keep", "25 */10 * * * ?", retention => retention.Run);
        Job<AutomationLog>("forget-automation", "Forget what rules did long ago", "50 */10 * * * ?", log => log.Expire);

        void Job<T>(string name, string title, string cron, Func<T, Func<CancellationToken, Task>> run) where T : notnull =>
            services.AddSingleton(provider => new RecurringJob(name, title, cron, run(provider.GetRequiredService<T>())));
    }
}
