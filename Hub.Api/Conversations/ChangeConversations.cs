using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Conversations;

/// <summary>The same change to many conversations.</summary>
internal static class ChangeConversations
{
    private const int Most = 500;
    private static readonly LocalizedText Ids = new($"Enter 1 to {Most} ids.", $"Nhập từ 1 đến {Most} mã.");

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/conversations/bulk", Handle).Needs(Permissions.ConversationsWrite).WithName("ChangeConversations");

    public sealed record Request(IReadOnlyList<Guid>? Ids, BulkChangeRequest? Change);

    public sealed record Response(IReadOnlyList<Item> Items);

    public sealed record Item(Guid Id, ChangeAnswer Result);

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        Request request, ConversationDesk desk, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (new Validator(store.Now).Check(request) is { } problem)
            return problem;
        var change = request.Change!.ToChange();
        if (await desk.Check(context.Caller().WorkspaceId, change, cancellation) is { } missing)
            return ChangeConversation.Missing(missing, "change.");
        var answers = await desk.Change(context.Caller(), [.. request.Ids!], change, cancellation);
        return TypedResults.Ok(new Response([.. request.Ids!.Distinct().Select(id => new Item(id, answers[id]))]));
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator(DateTimeOffset now)
        {
            RuleFor(request => request.Ids).Must(ids => ids is { Count: > 0 and <= Most }).Says(Ids);
            RuleFor(request => request.Change).NotNull().Says(FieldTexts.Required);
            RuleFor(request => request.Change!).SetValidator(new ConversationChangeValidator(now)).When(request => request.Change is not null);
        }
    }
}
