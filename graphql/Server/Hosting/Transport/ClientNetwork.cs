using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace IndhCoops.GraphQL.Hosting.Transport;

/// <summary>What counts as one client: an IPv4 address, or an IPv6 /64, the smallest network that a household is given.</summary>
/// <param name="IsV6">Whether it is a network of IPv6.</param>
internal readonly record struct ClientNetwork(bool IsV6, ulong Number)
{
    /// <summary>The client at an address. IPv4 written as IPv6 (<c>::ffff:192.0.2.1</c>) is IPv4.</summary>
    public static ClientNetwork Of(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        return address is null || !address.TryWriteBytes(bytes, out _) ? default
            : address.AddressFamily == AddressFamily.InterNetwork ? new ClientNetwork(false, BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : address.IsIPv4MappedToIPv6 ? new ClientNetwork(false, BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]))
            : new ClientNetwork(true, BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }
}
