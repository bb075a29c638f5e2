using Hub.Api.Auth;
using Hub.Api.Connections;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.ShortLinks;
using Hub.Core.Teams;
using Hub.Core.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.ShortLinks;

/// <summary>Links that open a chat of a connection, with what came by each.</summary>
internal static class ManageShortLinks
{
    public static void Map(IEndpointRouteBuilder api)
    {
        const string path = "/connections/{id:guid}/short-links";
        api.MapGet(path, List).Needs(Permissions.ConnectionsRead).WithName("ListShortLinks");
        api.MapPost(path, Make).Needs(Permissions.ConnectionsWrite).WithName("MakeShortLink");
        api.MapDelete(path + "/{linkId:guid}", Delete).Needs(Permissions.ConnectionsWrite).WithName("DeleteShortLink");
    }

    /// <param name="RefLength">Longest ref.</param>
    /// <param name="TextLength">Longest prefilled text.</param>
    public sealed record Response(int RefLength, int TextLength, IReadOnlyList<Link> Items);

    /// <param name="Account">The name under which people find the account on the platform.</param>
    /// <param name="Text">Stands in the field when the chat opens.</param>
    /// <param name="Conversations">That it led into. What came is null without <c>signals.read</c>, and for whoever sees only some of the conversations.</param>
    /// <param name="Orders">Placed there since; without drafts and cancelled ones.</param>
    /// <param name="Latest">When somebody last came into a conversation by it for the first time.</param>
    public sealed record Link(
        Guid Id, string Name, string Account, string Ref, string? Text, Uri Address, DateTimeOffset CreatedAt, int? Conversations, int? Orders,
        DateTimeOffset? Latest);

    /// <param name="Account">The name under which people find the account on the platform.</param>
    /// <param name="Ref">Comes back with whoever follows the link.</param>
    public sealed record Request(string? Name, string? Account, string? Ref, string? Text);

    private static async Task<Results<Ok<Response>, ApiProblem>> List(
        Guid id, ShortLinkDesk desk, HttpContext context, CancellationToken cancellation)
    {
        var answer = await desk.List(context.Caller(), id, cancellation);
        return answer is ShortLinkAnswer.Listed listed
            ? TypedResults.Ok(new Response(listed.Rules.RefLength, listed.Rules.TextLength, [.. listed.Links.Select(Of)]))
            : Problem(answer);
    }

    private static async Task<Results<Created<Link>, ApiProblem>> Make(
        Guid id, Request request, ShortLinkDesk desk, HttpContext context, CancellationToken cancellation)
    {
        var draft = new ShortLinkDraft(Clean(request.Account).TrimStart('@'), Clean(request.Ref), Clean(request.Text) is { Length: > 0 } text ? text : null);
        var answer = await desk.Make(context.Caller(), id, Clean(request.Name), draft, cancellation);
        return answer is ShortLinkAnswer.Made made
            ? TypedResults.Created($"/api/v1/connections/{id}/short-links/{made.Link.Link.Id}", Of(made.Link))
            : Problem(answer);
    }

    private static async Task<Results<NoContent, ApiProblem>> Delete(
        Guid id, Guid linkId, ShortLinkDesk desk, HttpContext context, CancellationToken cancellation) =>
        await desk.Delete(context.Caller(), id, linkId, cancellation) ? TypedResults.NoContent() : ApiProblem.NotFound;

    private static string Clean(string? text) => SafeText.Clean(text ?? "").Trim();

    private static ApiProblem Problem(ShortLinkAnswer? answer) => answer switch
    {
        ShortLinkAnswer.Invalid invalid => ApiProblem.Invalid(invalid.Problems),
        ShortLinkAnswer.Off => VendorProblem.Of(new Outcome.Misconfigured(new Reason("connection_not_active"))),
        _ => ChannelCannot.MakeShortLinks,
    };

    private static Link Of(ShortLinkCard card) => new(
        card.Link.Id, card.Link.Name, card.Link.Account, card.Link.Ref, card.Link.Text, card.Address, card.Link.CreatedAt,
        card.Came?.Conversations, card.Came?.Orders, card.Came?.Latest);
}
