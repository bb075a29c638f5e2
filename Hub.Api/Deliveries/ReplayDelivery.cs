using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Deliveries;

/// <summary>Owes one dead letter again.</summary>
internal static class ReplayDelivery
{
    private static readonly LocalizedText NotDead = new(
        "It is not a dead letter: it is waiting, done or cancelled.", "Việc này chưa thất bại hẳn: đang chờ, đã xong hoặc đã hủy.");

    private static readonly LocalizedText InDoubt = new(
        "It may have arrived. Look on the platform; with evenInDoubt=true it is sent again, perhaps twice.",
        "Có thể đã đến nơi. Hãy kiểm tra trên nền tảng; với evenInDoubt=true sẽ gửi lại, có thể bị trùng.");

    internal static readonly LocalizedText SwitchedOff = new(
        "Its connection is switched off. Switch it on first.", "Kết nối đang tắt. Hãy bật lại trước.");

    private static readonly LocalizedText Disconnected = new(
        "Its account is disconnected. Connect it again first, or skip this.", "Tài khoản đã ngắt kết nối. Hãy kết nối lại trước, hoặc bỏ qua việc này.");

    private static readonly LocalizedText Ended = new(
        "The account is disconnected and its tokens are deleted: the platform cannot be told anything any more. The receipt says what to remove there by hand.",
        "Tài khoản đã ngắt kết nối và mã truy cập đã xóa nên không báo gì thêm cho nền tảng được. Biên nhận cho biết cần tự gỡ gì trên nền tảng.");

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/deliveries/{id:guid}/replay", Handle).Needs(Permissions.DeliveriesReplay).NeedsSightOfAll().WithName("ReplayDelivery");

    private static async Task<Results<Accepted, ApiProblem>> Handle(
        Guid id, bool? evenInDoubt, DeliveryReplay replay, HttpContext context, CancellationToken cancellation)
    {
        var key = context.Caller();
        return await replay.One(key.WorkspaceId, id, evenInDoubt is true, key.Actor, cancellation) switch
        {
            ReplayAnswer.Replayed => TypedResults.Accepted($"/api/v1/deliveries/{id}"),
            ReplayAnswer.NotDead => new ApiProblem(ProblemTypes.Conflict, NotDead),
            ReplayAnswer.SwitchedOff => new ApiProblem(ProblemTypes.Conflict with { Code = "connection_not_active" }, SwitchedOff),
            ReplayAnswer.Disconnected => new ApiProblem(ProblemTypes.Conflict with { Code = "connection_not_active" }, Disconnected),
            ReplayAnswer.Ended => new ApiProblem(ProblemTypes.Conflict with { Code = "connection_not_active" }, Ended),
            ReplayAnswer.InDoubt => new ApiProblem(ProblemTypes.Conflict with { Code = "in_doubt" }, InDoubt),
            _ => ApiProblem.NotFound,
        };
    }
}
