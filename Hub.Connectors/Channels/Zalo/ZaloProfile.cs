using AutoMapper;
using Hub.Connectors.Abstractions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Connectors.Channels.Zalo;

/// <summary>Canonical messages to their wire form.</summary>
internal sealed class ZaloProfile : Profile
{
    public ZaloProfile() => CreateMap<MessageContent, WireMessage>()
        .ForMember(message => message.Text, member => member.MapFrom(content => string.IsNullOrEmpty(content.Text) ? null : content.Text))
        .ForMember(message => message.Attachment, member => member.MapFrom(content => Attachment(content)));

    public static IMapper Mapper() =>
        new MapperConfiguration(configuration => configuration.AddProfile<ZaloProfile>(), NullLoggerFactory.Instance).CreateMapper();

    private static WireAttachment? Attachment(MessageContent content) => content.Media.Count == 0
        ? null
        : new WireAttachment(new WirePayload([new WireElement(content.Media[0].Url, content.Media[0].Id)]));
}
