using System.Text.RegularExpressions;
using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Commerce;

/// <summary>How the workspace's orders are numbered.</summary>
internal static partial class ManageOrderSettings
{
    private const string Path = "/order-settings";
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Path, Get).Needs(Permissions.OrdersRead).WithName("GetOrderSettings");
        api.MapPatch(Path, Change).Needs(Permissions.ProductsManage).WithName("ChangeOrderSettings");
    }

    /// <param name="NextNumber">That the next order gets which is made by hand.</param>
    public sealed record Response(string NumberPrefix, string NextNumber)
    {
        public static Response Of(OrderSettings row) => new(row.NumberPrefix, $"{row.NumberPrefix}{row.LastNumber + 1:D6}");
    }

    public sealed record Request(string? NumberPrefix);

    private static async Task<Ok<Response>> Get(OrderNumbers numbers, HttpContext context, CancellationToken cancellation) =>
        TypedResults.Ok(Response.Of(await numbers.Get(context.Caller().WorkspaceId, cancellation)));

    private static async Task<Results<Ok<Response>, ApiProblem>> Change(
        Request request, OrderNumbers numbers, HttpContext context, CancellationToken cancellation) =>
        Rules.Check(request) is { } problem
            ? problem
            : TypedResults.Ok(Response.Of(await numbers.Rename(context.Caller(), request.NumberPrefix!, cancellation)));

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9\-./]{0,15}$", RegexOptions.None, 1000)]
    private static partial Regex Prefix { get; }

    private sealed class Validator : AbstractValidator<Request>
    {
        private static readonly LocalizedText WrongPrefix = new(
            "Enter 1 to 16 letters without accents, digits, or - . /", "Nhập 1 đến 16 chữ cái không dấu, chữ số hoặc - . /");

        public Validator() => RuleFor(request => request.NumberPrefix).Must(prefix => prefix is not null && Prefix.IsMatch(prefix)).Says(WrongPrefix);
    }
}
