using Hub.Api.Auth;
using Hub.Api.Connections;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.AutoMessages;
using Hub.Core.Teams;
using Hub.Core.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.AutoMessages;

/// <summary>Messages that a connection's platform sends by itself. What is there after a change is asked for anew.</summary>
internal static class ManageAutoMessages
{
    public static void Map(IEndpointRouteBuilder api)
    {
        const string path = "/connections/{id:guid}/auto-messages";
        api.MapGet(path, List).Needs(Permissions.ConnectionsRead).WithName("ListAutoMessages");
        api.MapPut(path, Save).Needs(Permissions.ConnectionsWrite).WithName("SaveAutoMessage");
        api.MapDelete(path, Delete).Needs(Permissions.ConnectionsWrite).WithName("DeleteAutoMessage");
        api.MapPut(path + "/switch", Switch).Needs(Permissions.ConnectionsWrite).WithName("SwitchAutoMessages");
        api.MapPut(path + "/order", Sort).Needs(Permissions.ConnectionsWrite).WithName("SortAutoMessages");
    }

    public sealed record Response(IReadOnlyList<Group> Groups);

    /// <param name="Most">So many may there be.</param>
    /// <param name="TitleLength">Null where there is no title.</param>
    public sealed record Group(
        AutoMessageKind Kind, bool On, int Most, int? TitleLength, int TextLength, bool CanBeDeleted, bool CanBeSorted,
        IReadOnlyList<AutoMessage> Items);

    /// <param name="Id">Of the one that is changed; null makes a new one.</param>
    public sealed record SaveRequest(AutoMessageKind? Kind, string? Title, string? Text, string? Id);

    public sealed record SwitchRequest(AutoMessageKind? Kind, bool On);

    /// <param name="Order">The ids of all of the kind.</param>
    public sealed record SortRequest(AutoMessageKind? Kind, IReadOnlyList<string>? Order);

    private static async Task<Results<Ok<Response>, ApiProblem>> List(
        Guid id, AutoMessageDesk desk, HttpContext context, CancellationToken cancellation)
    {
        var answer = await desk.List(context.Caller().WorkspaceId, id, cancellation);
        return answer is AutoMessageAnswer.Listed listed
            ? TypedResults.Ok(new Response([.. listed.Rules.Select(rule => Of(rule, listed.Groups))]))
            : Problem(answer);
    }

    private static async Task<Results<NoContent, ApiProblem>> Save(
        Guid id, SaveRequest request, AutoMessageDesk desk, HttpContext context, CancellationToken cancellation) =>
        Done(await desk.Save(
            context.Caller(), id, request.Kind, Clean(request.Title), Clean(request.Text), request.Id, cancellation));

    private static async Task<Results<NoContent, ApiProblem>> Delete(
        Guid id, Named<AutoMessageKind>? kind, string? messageId, AutoMessageDesk desk, HttpContext context, CancellationToken cancellation) =>
        Done(await desk.Delete(context.Caller(), id, kind?.Value, messageId, cancellation));

    private static async Task<Results<NoContent, ApiProblem>> Switch(
        Guid id, SwitchRequest request, AutoMessageDesk desk, HttpContext context, CancellationToken cancellation) =>
        Done(await desk.Switch(context.Caller(), id, request.Kind, request.On, cancellation));

    private static async Task<Results<NoContent, ApiProblem>> Sort(
        Guid id, SortRequest request, AutoMessageDesk desk, HttpContext context, CancellationToken cancellation) =>
        Done(await desk.Sort(context.Caller(), id, request.Kind, request.Order ?? [], cancellation));

    private static string? Clean(string? text) => text is null ? null : SafeText.Clean(text);

    private static Results<NoContent, ApiProblem> Done(AutoMessageAnswer? answer) =>
        answer is AutoMessageAnswer.Changed ? TypedResults.NoContent() : Problem(answer);

    private static ApiProblem Problem(AutoMessageAnswer? answer) => answer switch
    {
        AutoMessageAnswer.Invalid invalid => ApiProblem.Invalid(invalid.Problems),
        AutoMessageAnswer.Refused refused => VendorProblem.Of(refused.Outcome),
        _ => ChannelCannot.SendByItself,
    };

    private static Group Of(AutoMessageRule rule, IReadOnlyList<AutoMessageGroup> groups)
    {
        var found = groups.FirstOrDefault(group => group.Kind == rule.Kind);
        return new Group(
            rule.Kind, found?.IsOn ?? false, rule.Most, rule.TitleLength, rule.TextLength, rule.CanBeDeleted, rule.CanBeSorted,
            found?.Messages ?? []);
    }
}
