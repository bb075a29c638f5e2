using AutoMapper;
using Hub.Connectors.Abstractions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>Canonical parts to <c>message/send</c> bodies. Business and uploaded media are not in a part; the sender adds them.</summary>
internal sealed class TikTokProfile : Profile
{
    public TikTokProfile()
    {
        CreateMap<Choice, SendButton>().ConvertUsing(choice => new SendButton("REPLY", choice.Title, choice.Id));
        CreateMap<MessageContent, SendTemplate>()
            .ForCtorParam(nameof(SendTemplate.Type), map => map.MapFrom(_ => "QA_BUTTON_CARD"))
            .ForCtorParam(nameof(SendTemplate.Title), map => map.MapFrom(content => content.Text))
            .ForCtorParam(nameof(SendTemplate.Buttons), map => map.MapFrom(content => content.Choices));
        CreateMap<OutboundPart, SendBody>()
            .ForMember(body => body.BusinessId, map => map.Ignore())
            .ForMember(body => body.Image, map => map.Ignore())
            .ForMember(body => body.SenderAction, map => map.Ignore())
            .ForMember(body => body.DirectReply, map => map.Ignore())
            .ForMember(body => body.RecipientType, map => map.Ignore())
            .ForMember(body => body.Recipient, map => map.MapFrom(part => part.To.ConversationKey))
            .ForMember(body => body.MessageType, map => map.MapFrom(part => MessageType(part.Content.Kind)))
            .ForMember(body => body.Text, map => map.MapFrom(part => Text(part)))
            .ForMember(body => body.SharePost, map => map.MapFrom(part => Post(part)))
            .ForMember(body => body.Template, map => map.MapFrom(part => part.Content.Kind == MessageKind.Choices ? part.Content : null))
            .ForMember(body => body.ReferencedMessageInfo, map => map.MapFrom(part => Quote(part)));
    }

    public static IMapper Mapper() =>
        new MapperConfiguration(configuration => configuration.AddProfile<TikTokProfile>(), NullLoggerFactory.Instance).CreateMapper();

    private static string MessageType(MessageKind kind) => kind switch
    {
        MessageKind.Image => "IMAGE",
        MessageKind.SharedPost => "SHARE_POST",
        MessageKind.Choices => "TEMPLATE",
        _ => "TEXT",
    };

    private static SendText? Text(OutboundPart part) =>
        part.Content.Kind == MessageKind.Text ? new SendText(part.Content.Text ?? "") : null;

    private static SendPost? Post(OutboundPart part) =>
        part.Content.Kind == MessageKind.SharedPost ? new SendPost(part.Content.PostId ?? "") : null;

    private static SendQuote? Quote(OutboundPart part) => part.QuotedMessageKey is { } quoted ? new SendQuote(quoted) : null;
}
