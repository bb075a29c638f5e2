using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Webhooks;

/// <summary>Where other systems are told what happens here. An endpoint hears of all conversations, so that only who sees all may make one.</summary>
internal static class ManageWebhookEndpoints
{
    internal const string Path = "/webhook-endpoints";
    private const string One = Path + "/{id:guid}";

    internal static readonly LocalizedText NotActive = new(
        "The endpoint is paused or switched off. Switch it on first.", "Điểm nhận đang tạm dừng hoặc bị tắt. Hãy bật lại trước.");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Path, List).Needs(Permissions.WebhooksManage).NeedsSightOfAll().WithName("ListWebhookEndpoints");
        api.MapGet(One, Get).Needs(Permissions.WebhooksManage).NeedsSightOfAll().WithName("GetWebhookEndpoint");
        api.MapPost(Path, Create).Needs(Permissions.WebhooksManage).NeedsSightOfAll().WithName("CreateWebhookEndpoint");
        api.MapPatch(One, Change).Needs(Permissions.WebhooksManage).NeedsSightOfAll().WithName("ChangeWebhookEndpoint");
        api.MapDelete(One, Delete).Needs(Permissions.WebhooksManage).NeedsSightOfAll().WithName("DeleteWebhookEndpoint");
    }

    /// <param name="Url">https, on the public internet unless the operator allows it.</param>
    /// <param name="Events">As <c>/webhook-event-types</c> lists them.</param>
    /// <param name="Enabled">False switches it off: nothing is written down for it meanwhile, and what was owed is cancelled.</param>
    public sealed record Request(string? Url, string? Description, IReadOnlyList<string>? Events, bool? Enabled)
    {
        internal WebhookForm Form() => new(Url?.Trim(), Description?.Trim(), Events, Enabled);
    }

    /// <param name="Secret">Shown only now.</param>
    public sealed record Created(WebhookEndpointResponse Endpoint, string Secret);

    private static async Task<Results<Ok<Page<WebhookEndpointResponse>>, ApiProblem>> List(
        [AsParameters] PageQuery page, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        var workspace = context.Caller().WorkspaceId;
        var rows = await store.Read(workspace, db => With(db, db.WebhookEndpoints
            .Where(row => row.WorkspaceId == workspace && (after == null || row.Id.CompareTo(after.Value.Id) < 0))
            .OrderByDescending(row => row.Id).Take(page.Size + 1), cancellation));
        return TypedResults.Ok(Pages.Of(
            rows.OrderByDescending(row => row.Endpoint.Id).ToList(), page.Size, row => new Cursor(row.Endpoint.CreatedAt, row.Endpoint.Id),
            row => Response(row.Endpoint, row.State, row.Code, store, context)));
    }

    private static async Task<Results<Ok<WebhookEndpointResponse>, ApiProblem>> Get(
        Guid id, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var workspace = context.Caller().WorkspaceId;
        var rows = await store.Read(workspace, db => With(
            db, db.WebhookEndpoints.Where(row => row.WorkspaceId == workspace && row.Id == id), cancellation));
        return rows is [var row] ? TypedResults.Ok(Response(row.Endpoint, row.State, row.Code, store, context)) : ApiProblem.NotFound;
    }

    private static async Task<Results<Created<Created>, ApiProblem>> Create(
        Request request, WebhookDesk desk, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (new Validator(isNew: true).Check(request) is { } problem)
            return problem;
        var answer = await desk.Create(context.Caller(), request.Form(), cancellation);
        if (answer is not WebhookAnswer.Done { Secret: { } secret } done)
            return Refused(answer);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"/api/v1{Path}/{done.Endpoint.Id}", new Created(Response(done, store, context), secret));
    }

    private static async Task<Results<Ok<WebhookEndpointResponse>, ApiProblem>> Change(
        Guid id, Request request, WebhookDesk desk, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (new Validator(isNew: false).Check(request) is { } problem)
            return problem;
        var answer = await desk.Change(context.Caller(), id, request.Form(), cancellation);
        return answer is WebhookAnswer.Done done ? TypedResults.Ok(Response(done, store, context)) : Refused(answer);
    }

    private static async Task<Results<NoContent, ApiProblem>> Delete(Guid id, WebhookDesk desk, HttpContext context, CancellationToken cancellation) =>
        await desk.Delete(context.Caller(), id, cancellation) ? TypedResults.NoContent() : ApiProblem.NotFound;

    internal static ApiProblem Refused(WebhookAnswer answer) => answer switch
    {
        WebhookAnswer.WrongUrl wrong => ApiProblem.Invalid("url", wrong.Why),
        WebhookAnswer.NotActive => new ApiProblem(ProblemTypes.Conflict with { Code = "endpoint_not_active" }, NotActive),
        _ => ApiProblem.NotFound,
    };

    private static WebhookEndpointResponse Response(WebhookAnswer.Done done, HubStore store, HttpContext context) =>
        Response(done.Endpoint, done.Connection.State, done.Connection.StateCode, store, context);

    private static WebhookEndpointResponse Response(WebhookEndpoint row, ConnectionState state, string? code, HubStore store, HttpContext context) =>
        WebhookEndpointResponse.Of(row, state, code, store.Now, Language.Of(context.Request));

    private static Task<List<Row>> With(HubDb db, IQueryable<WebhookEndpoint> endpoints, CancellationToken cancellation) => endpoints
        .Join(db.Connections, row => new { row.WorkspaceId, row.Id }, connection => new { connection.WorkspaceId, connection.Id },
            (row, connection) => new Row(row, connection.State, connection.StateCode))
        .ToListAsync(cancellation);

    private sealed record Row(WebhookEndpoint Endpoint, ConnectionState State, string? Code);

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator(bool isNew)
        {
            RuleFor(request => request.Url).Must(url => url is null ? !isNew : !string.IsNullOrWhiteSpace(url)).Says(FieldTexts.Required)
                .MaximumLength(WebhookTargets.MaxLength).Says(FieldTexts.AtMost(WebhookTargets.MaxLength));
            RuleFor(request => request.Description).MaximumLength(200).Says(FieldTexts.AtMost(200));
            RuleFor(request => request.Events).Must(events => events is null ? !isNew : events.Count > 0).Says(FieldTexts.Required);
            RuleForEach(request => request.Events).Must(HubEventTypes.Known.ContainsKey).Says(FieldTexts.OneOf(HubEventTypes.Known.Keys));
        }
    }
}
