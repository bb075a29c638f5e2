using System.Linq.Expressions;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Hours;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Conversations;

/// <summary>
/// The reply windows of a workspace's connections: manifests and connections say how long they are, so no row can. And what its clock shows.
/// </summary>
public sealed class WindowHours(Guid workspace, TimeZoneInfo zone, IReadOnlyDictionary<Guid, WindowHours.Account> accounts)
{
    public sealed record Account(string ConnectorId, ConnectorLimits Limits);

    public static async Task<WindowHours> Load(HubDb db, ConnectionContexts contexts, Guid workspace, CancellationToken cancellation)
    {
        var connections = await db.Connections.Where(row => row.WorkspaceId == workspace).ToListAsync(cancellation);
        var zone = await WorkspaceSettings.Zone(db, workspace, cancellation);
        return new WindowHours(workspace, zone, connections.ToDictionary(row => row.Id, row => new Account(row.ConnectorId, contexts.Limits(row))));
    }

    public Guid Workspace => workspace;

    public Account Of(Guid connection) => accounts[connection];

    public TimeRange Today(DateTimeOffset now)
    {
        var hours = WeeklyHours.Always(zone);
        var day = hours.OpenIntervals(hours.DateOf(now));
        return new TimeRange(day[0].Start, day[^1].End);
    }

    /// <summary>Conversations whose window is open and closes within <paramref name="span"/>.</summary>
    public Expression<Func<Conversation, bool>> ClosingBefore(DateTimeOffset now, TimeSpan span)
    {
        var row = Expression.Parameter(typeof(Conversation), "row");
        var any = accounts.Where(account => account.Value.Limits.WindowHours is not null)
            .Select(account => Closing(account.Key, now.AddHours(-account.Value.Limits.WindowHours!.Value), span))
            .Select(closing => new Replace(closing.Parameters[0], row).Visit(closing.Body))
            .Aggregate((Expression)Expression.Constant(false), Expression.OrElse);
        return Expression.Lambda<Func<Conversation, bool>>(any, row);
    }

    private static Expression<Func<Conversation, bool>> Closing(Guid connection, DateTimeOffset from, TimeSpan span)
    {
        var to = from + span;
        return row => row.ConnectionId == connection && row.LastInboundAt > from && row.LastInboundAt <= to
            && row.LastActivityAt > from; // follows from it, and ends the reading of a list by activity
    }

    private sealed class Replace(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
