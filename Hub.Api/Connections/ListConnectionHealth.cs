using AutoMapper;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Connections;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Connections;

/// <summary>How all connections do: whether they hear something, what is owed, since when something fails, what was given up.</summary>
internal static class ListConnectionHealth
{
    /// <summary>The caller's language, among the items of a mapping.</summary>
    public const string Spoken = "language";

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/connections/health", Handle).Needs(Permissions.ConnectionsRead).WithName("ListConnectionHealth");

    public sealed record Response(IReadOnlyList<Health> Items);

    /// <param name="SilentSince">Since when nothing came, where that is out of the ordinary by the connection's own past.</param>
    /// <param name="PendingSince">When the oldest webhook came that is not applied yet.</param>
    /// <param name="Subscription">Of webhooks; null where there is none, or none was asked for yet.</param>
    /// <param name="Reading">Of a CRM that is read back; null where none is, or was not yet.</param>
    /// <param name="Owed">Due and not done: waiting, or being tried again.</param>
    /// <param name="OwedInAll">All that is owed, with what is not due yet: what a disconnect would cancel.</param>
    /// <param name="FailingSince">Since when the oldest of what has failed at least once is owed.</param>
    /// <param name="NextRetryAt">When the next of what has failed is tried again.</param>
    /// <param name="WaitsUntil">The other side has asked for a pause until then, or does not answer and is tried again then.</param>
    /// <param name="IsUnanswered">Nothing that was tried lately has come to an answer.</param>
    /// <param name="Dead">Given up; replay or skip them.</param>
    /// <param name="InDoubt">May have arrived.</param>
    /// <param name="RecentDone">Of what was first owed in the last hour and is over: done.</param>
    /// <param name="RecentFailed">Of the same: given up or in doubt.</param>
    public sealed record Health(
        Guid ConnectionId, DateTimeOffset? LastEventAt, DateTimeOffset? SilentSince, DateTimeOffset? PendingSince, DateTimeOffset? TokenExpiresAt,
        int Owed, int OwedInAll, DateTimeOffset? OldestOwedAt, DateTimeOffset? FailingSince, DateTimeOffset? NextRetryAt, DateTimeOffset? WaitsUntil,
        bool IsUnanswered, int Dead, int InDoubt, int RecentDone, int RecentFailed, Subscribed? Subscription, ReadBack? Reading);

    /// <param name="Code">Why it fails, as a stable code.</param>
    /// <param name="WayOn">What a person is to do about it, where the platform's connector knows.</param>
    /// <param name="EnsuredAt">When it last stood.</param>
    /// <param name="RepairedAt">When it was last found gone and made anew.</param>
    /// <param name="Coming">Kinds of events that came when it last stood, as the platform names them; empty where it does not tell kinds apart.</param>
    /// <param name="Missing">Kinds that the hub would understand and that did not come, such as for want of a permission.</param>
    public sealed record Subscribed(
        SubscriptionState State, string? Code, string? WayOn, DateTimeOffset? CheckedAt, DateTimeOffset? EnsuredAt, DateTimeOffset? RepairedAt,
        IReadOnlyList<string> Coming, IReadOnlyList<string> Missing);

    /// <param name="ReadAt">When it last told what has changed.</param>
    /// <param name="Code">Why it does not, as a stable code.</param>
    /// <param name="Followed">Changes made there that the hub has taken over.</param>
    /// <param name="FollowedAt">When one came last, taken over or not.</param>
    /// <param name="Overruled">Changes made there that could not be taken over, or that one in the hub stood against.</param>
    public sealed record ReadBack(DateTimeOffset? ReadAt, string? Code, int Followed, DateTimeOffset? FollowedAt, int Overruled);

    private static async Task<Ok<Response>> Handle(HubStore store, IMapper mapper, HttpContext context, CancellationToken cancellation)
    {
        var (workspace, language) = (context.Caller().WorkspaceId, Language.Of(context.Request));
        var rows = await store.Read(workspace, db => ConnectionHealth.Load(db, workspace, store.Now, cancellation));
        return TypedResults.Ok(new Response(rows.ConvertAll(row => mapper.Map<Health>(row, map => map.Items[Spoken] = language))));
    }
}

internal sealed class ConnectionHealthProfile : Profile
{
    public ConnectionHealthProfile()
    {
        CreateMap<ConnectionHealth, ListConnectionHealth.Health>();
        CreateMap<WebhookSubscription, ListConnectionHealth.Subscribed>()
            .ForCtorParam(
                nameof(ListConnectionHealth.Subscribed.WayOn),
                map => map.MapFrom((row, context) => row.WayOn?.In((string)context.Items[ListConnectionHealth.Spoken])))
            .ForCtorParam(nameof(ListConnectionHealth.Subscribed.Coming), map => map.MapFrom(row => WebhookSubscription.Kinds(row.Coming)))
            .ForCtorParam(nameof(ListConnectionHealth.Subscribed.Missing), map => map.MapFrom(row => WebhookSubscription.Kinds(row.Missing)));
        CreateMap<CrmReading, ListConnectionHealth.ReadBack>();
    }
}
