using System.Text.Json;
using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Conversations;

/// <summary>Saved queries of the list: one's own, and those shared with the workspace.</summary>
internal static class ManageViews
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/views", List).Needs(Permissions.ConversationsRead).WithName("ListViews");
        api.MapPost("/views", Create).Needs(Permissions.ConversationsRead).WithName("CreateView");
        api.MapPatch("/views/{id:guid}", Change).Needs(Permissions.ConversationsRead).WithName("ChangeView");
        api.MapDelete("/views/{id:guid}", Delete).Needs(Permissions.ConversationsRead).WithName("DeleteView");
    }

    /// <summary>As the app's address says it.</summary>
    public sealed record ViewQuery(
        string? Status, string? Who, string? Q, IReadOnlyList<string>? Filter, string? Label, string? Team, string? Connection, string? Priority);

    /// <param name="Shared">Needs the permission to manage what all share.</param>
    public sealed record ViewRequest(string? Name, ViewQuery? Query, bool? Shared);

    public sealed record ViewResponse(Guid Id, string Name, ViewQuery Query, bool Shared)
    {
        public static ViewResponse Of(View row) =>
            new(row.Id, row.Name, JsonSerializer.Deserialize<ViewQuery>(row.Query, Json)!, row.Shared);
    }

    private static async Task<Ok<Page<ViewResponse>>> List(HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var rows = await store.Read(context.Caller().WorkspaceId, db => Mine(db, context.Caller())
            .OrderBy(row => row.Name).ThenBy(row => row.Id).ToListAsync(cancellation));
        return TypedResults.Ok(new Page<ViewResponse>(rows.ConvertAll(ViewResponse.Of), null));
    }

    private static async Task<Results<Created<ViewResponse>, ApiProblem>> Create(
        ViewRequest request, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (new Validator(isNew: true).Check(request) is { } problem)
            return problem;
        var caller = context.Caller();
        if (request.Shared is true && !caller.May(Permissions.LabelsManage))
            return new ApiProblem(ProblemTypes.Forbidden);
        var row = new View
        {
            WorkspaceId = caller.WorkspaceId,
            Id = store.Ids.Next(),
            Name = SafeText.Clean(request.Name!.Trim()),
            Query = Write(request.Query!),
            Shared = request.Shared ?? false,
            OwnerId = caller.Id,
            CreatedAt = store.Now,
        };
        await store.Write(caller.WorkspaceId, null, db => Task.FromResult(db.Views.Add(row)), cancellation);
        return TypedResults.Created($"/api/v1/views/{row.Id}", ViewResponse.Of(row));
    }

    private static async Task<Results<Ok<ViewResponse>, ApiProblem>> Change(
        Guid id, ViewRequest request, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (new Validator(isNew: false).Check(request) is { } problem)
            return problem;
        var caller = context.Caller();
        if (request.Shared is true && !caller.May(Permissions.LabelsManage))
            return new ApiProblem(ProblemTypes.Forbidden);
        var row = await store.Write(caller.WorkspaceId, null, async db =>
        {
            var found = await Changeable(db, caller).FirstOrDefaultAsync(view => view.Id == id, cancellation);
            if (found is null)
                return null;
            found.Name = request.Name is null ? found.Name : SafeText.Clean(request.Name.Trim());
            found.Query = request.Query is null ? found.Query : Write(request.Query);
            found.Shared = request.Shared ?? found.Shared;
            return found;
        }, cancellation);
        return row is null ? ApiProblem.NotFound : TypedResults.Ok(ViewResponse.Of(row));
    }

    private static async Task<Results<NoContent, ApiProblem>> Delete(
        Guid id, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        var gone = await store.Write(
            caller.WorkspaceId, null, db => Changeable(db, caller).Where(row => row.Id == id).ExecuteDeleteAsync(cancellation), cancellation);
        return gone > 0 ? TypedResults.NoContent() : ApiProblem.NotFound;
    }

    private static string Write(ViewQuery query) => SafeText.Clean(JsonSerializer.Serialize(query, Json));

    private static IQueryable<View> Mine(HubDb db, Caller caller) =>
        db.Views.Where(row => row.WorkspaceId == caller.WorkspaceId && (row.Shared || row.OwnerId == caller.Id));

    // A shared view belongs to whoever may manage what all share.
    private static IQueryable<View> Changeable(HubDb db, Caller caller)
    {
        var manages = caller.May(Permissions.LabelsManage);
        return db.Views.Where(row => row.WorkspaceId == caller.WorkspaceId && (row.Shared ? manages : row.OwnerId == caller.Id));
    }

    private sealed class Validator : AbstractValidator<ViewRequest>
    {
        public Validator(bool isNew)
        {
            RuleFor(request => request.Name).Must(name => name is null ? !isNew : !string.IsNullOrWhiteSpace(name)).Says(FieldTexts.Required)
                .MaximumLength(100).Says(FieldTexts.AtMost(100));
            RuleFor(request => request.Query).NotNull().Says(FieldTexts.Required).When(_ => isNew);
            RuleFor(request => request.Query).Must(query => query is null || JsonSerializer.Serialize(query).Length <= 2000).Says(FieldTexts.Wrong);
        }
    }
}
