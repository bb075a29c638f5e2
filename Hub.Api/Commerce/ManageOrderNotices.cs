using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Commerce.Notices;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Commerce;

/// <summary>Of which states of their orders customers are told, and in which words.</summary>
internal static class ManageOrderNotices
{
    private const string Path = "/order-notices";

    private static readonly LocalizedText WrongState = new("Name each state once.", "Mỗi trạng thái chỉ nêu một lần.");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Path, Get).Needs(Permissions.OrdersRead).WithName("GetOrderNotices");
        api.MapPut(Path, Change).Needs(Permissions.ProductsManage).WithName("ChangeOrderNotices");
    }

    /// <param name="Notices">One for each state, off until it is switched on.</param>
    /// <param name="Usual">What customers read where nothing else is written.</param>
    public sealed record Response(IReadOnlyList<NoticeRule> Notices, IReadOnlyList<UsualText> Usual)
    {
        public static Response Of(NoticeRules rules) => new(
            [.. NoticeRules.States.Select(state => rules.Rules.FirstOrDefault(rule => rule.State == state) ?? new NoticeRule(state, false))],
            [.. NoticeRules.States.Select(state => new UsualText(state, NoticeTexts.Usual(state).Vi, NoticeTexts.Usual(state).En))]);
    }

    public sealed record UsualText(OrderState State, string TextVi, string TextEn);

    /// <param name="Notices">Those that are left out are off.</param>
    public sealed record Request(IReadOnlyList<NoticeRule>? Notices);

    private static async Task<Ok<Response>> Get(OrderNumbers settings, HttpContext context, CancellationToken cancellation) =>
        TypedResults.Ok(Response.Of(NoticeRules.Of(await settings.Get(context.Caller().WorkspaceId, cancellation))));

    private static async Task<Results<Ok<Response>, ApiProblem>> Change(
        Request request, OrderNumbers settings, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        var connections = await store.Read(caller.WorkspaceId, db => db.Connections.Where(row => row.WorkspaceId == caller.WorkspaceId)
            .Select(row => row.Id).ToListAsync(cancellation));
        var problems = Problems(request.Notices ?? [], connections).ToList();
        if (problems.Count > 0)
            return ApiProblem.Invalid(problems);
        var rules = new NoticeRules(request.Notices ?? []);
        return TypedResults.Ok(Response.Of(NoticeRules.Of(await settings.Tell(caller, rules, cancellation))));
    }

    private static IEnumerable<SettingProblem> Problems(IReadOnlyList<NoticeRule> notices, IReadOnlyList<Guid> connections)
    {
        for (var i = 0; i < notices.Count; i++)
        {
            if (notices[i] is not { } notice || !NoticeRules.States.Contains(notice.State) || notices.Take(i).Any(other => other.State == notice.State))
            {
                yield return new SettingProblem($"notices[{i}].state", WrongState);
                continue;
            }

            foreach (var problem in notice.Problems($"notices[{i}]"))
                yield return problem;
            foreach (var problem in NoticeTemplate.Unconnected(notice.Templates, $"notices[{i}].templates", connections))
                yield return problem;
        }
    }
}
