import type { Dice } from './random.ts'

// Everyone who works here is a bird and everyone in a case is a plant, so that nobody can be mistaken for a real person.
const firstNames =
  `Abebi Adil Agnes Aisha Alun Amara Anil Anwen Bashir Bea Bilal Bronwen Carys Chidi Clem Dafydd Dara Dilys
  Ebele Edie Efua Elif Emre Esme Farid Femi Ffion Gita Greta Hana Hari Hetty Idris Ines Iona Jamila Joss Kamal Keir Kezia Lena
  Lowri Mabel Mairi Malik Mina Nadia Nell Noor Ola Orla Osian Pavel Petra Priya Rafi Rhian Rita Rosa Safiya Sami Seren Shan
  Sunil Tamsin Tariq Tegan Una Vera Wanda Yusuf Zara Zofia`.split(/\s+/)

const plants =
  `Alder Anemone Angelica Ashtree Aspen Balsam Bayleaf Beech Betony Bilberry Birch Blackthorn Bluebell Bracken Bramble
  Broom Bryony Bugle Burdock Buttercup Camomile Campion Catmint Cedar Celandine Chervil Chestnut Chicory Clover Columbine
  Comfrey Coriander Cornflower Cowslip Cranesbill Crocus Cypress Daffodil Dogwood Elderflower Fennel Fern Feverfew Figwort
  Flax Foxglove Gorse Harebell Hawthorn Hazel Heather Hemlock Hogweed Hollyhock Honesty Honeysuckle Hornbeam Horsetail
  Hyssop Iris Juniper Knapweed Larch Larkspur Laurel Lavender Lichen Lovage Lupin Mallow Marigold Marjoram Meadowsweet
  Medlar Mistletoe Mugwort Mullein Myrtle Nettle Oleander Orchid Oregano Parsley Pennyroyal Peony Periwinkle Plantain
  Poplar Primrose Quince Ragwort Rosehip Rowan Saffron Samphire Saxifrage Sedge Snowdrop Sorrel Speedwell Spindle Sundew
  Sycamore Tamarisk Tansy Teasel Thistle Thrift Thyme Toadflax Tormentil Valerian Vetch Willow Woodruff Wormwood Yarrow Yew`.split(
    /\s+/,
  )

/** Names of people in cases, none twice. */
export const namesFrom = (dice: Dice): (() => string) => {
  const given = new Set<string>()
  return () => {
    for (;;) {
      const name = `${dice.pick(firstNames)} ${dice.pick(plants)}`
      if (given.has(name)) continue
      given.add(name)
      return name
    }
  }
}
